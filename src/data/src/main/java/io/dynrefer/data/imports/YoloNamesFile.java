package io.dynrefer.data.imports;

import io.dynrefer.data.Split;
import io.dynrefer.data.imports.YoloForm.YoloNames;
import io.dynrefer.region.DynReferException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** What says the names of YOLO's classes: a YAML file with {@code names}, or a list with a name a line. */
final class YoloNamesFile {
    private static final Set<String> LISTS = Set.of("classes.txt", "obj.names", "labels.txt", "names.txt");

    private YoloNamesFile() {}

    static Optional<YoloNames> find(Place place) {
        for (String ending : List.of("yaml", "yml")) {
            for (Path file : place.labels(ending)) {
                Optional<YoloNames> names = ofYaml(place, file);
                if (names.isPresent()) {
                    return names;
                }
            }
        }
        return place.labels("txt").stream()
                .filter(file -> LISTS.contains(Place.last(file)))
                .findFirst()
                .or(() -> place.labels("names").stream().findFirst())
                .map(file -> new YoloNames(numbered(TextLines.of(file, place, new LeftOut())), lists(place)));
    }

    /** Darknet's lists beside the names: {@code train.txt}, {@code val.txt}, {@code test.txt}. */
    private static Map<Split, Set<String>> lists(Place place) {
        Map<Split, Set<String>> lists = new EnumMap<>(Split.class);
        for (Path file : place.labels("txt")) {
            if (!place.name(file).contains("/")) {
                Place.splitNamed(Place.last(file)).ifPresent(split -> lists.put(split, photos(place, file)));
            }
        }
        return lists;
    }

    /** The photos that a list names, by their names below the place. */
    private static Set<String> photos(Place place, Path list) {
        Set<String> names = new HashSet<>();
        TextLines.of(list, place, new LeftOut())
                .forEach(line -> names.add(place.name(place.photo(list, line.strip()))));
        return names;
    }

    private static Map<Integer, String> numbered(List<?> lines) {
        Map<Integer, String> names = new HashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            String name = Place.words(String.valueOf(lines.get(i)));
            if (!name.isEmpty()) {
                names.put(i, name);
            }
        }
        return names;
    }

    private static Optional<YoloNames> ofYaml(Place place, Path file) {
        Object document;
        try {
            document = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
        } catch (YAMLException | IOException e) {
            throw DynReferException.invalid("--data", file + " is not YAML: " + e.getMessage() + ".");
        }
        if (!(document instanceof Map<?, ?> fields) || !fields.containsKey("names")) {
            return Optional.empty();
        }
        Map<Split, Set<String>> lists = new EnumMap<>(Split.class);
        fields.forEach((key, value) -> Place.splitNamed(String.valueOf(key))
                .ifPresent(split -> lists.computeIfAbsent(split, known -> new HashSet<>())
                        .addAll(listed(place, file, fields.get("path"), value))));
        return Optional.of(new YoloNames(names(file, fields.get("names")), lists));
    }

    private static Map<Integer, String> names(Path file, Object names) {
        if (names instanceof List<?> list) {
            return numbered(list);
        }
        if (names instanceof Map<?, ?> map) {
            Map<Integer, String> numbered = new HashMap<>();
            map.forEach((number, name) -> {
                if (number instanceof Integer whole) {
                    numbered.put(whole, Place.words(String.valueOf(name)));
                }
            });
            return numbered;
        }
        throw DynReferException.invalid("names", file + ": names must be a list, or names by number.");
    }

    /** The folders or photos of a split, as names below the place. */
    private static Set<String> listed(Place place, Path yaml, @Nullable Object base, Object value) {
        Set<String> names = new HashSet<>();
        for (Object item : value instanceof List<?> several ? several : List.of(String.valueOf(value))) {
            String path = String.valueOf(item).replaceFirst("^(\\.\\.?/)+", "");
            for (String start :
                    List.of("", base instanceof String text ? text.replaceFirst("^(\\.\\.?/?)+", "") : "")) {
                Path there = yaml.resolveSibling(start).resolve(path).normalize();
                if (Files.isDirectory(there)) {
                    names.add(place.name(there));
                } else if (Files.isRegularFile(there) && Place.ending(there).equals("txt")) {
                    names.addAll(photos(place, there));
                }
            }
        }
        return names;
    }
}
