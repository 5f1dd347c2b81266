package io.dynrefer.data.language;

import io.dynrefer.region.TextResource;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The lists of words in this package's resources, and WordNet's files. */
final class WordLists {
    private WordLists() {}

    /** The lines of a resource. */
    static List<String> lines(String resource) {
        return TextResource.lines(WordLists.class, resource);
    }

    /** The lines of a resource without comments. */
    static List<String> entries(String resource) {
        return lines(resource).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }

    /** The words of a resource without comments. */
    static Set<String> words(String resource) {
        return entries(resource).stream()
                .flatMap(line -> Arrays.stream(line.split(" ")))
                .collect(Collectors.toUnmodifiableSet());
    }
}
