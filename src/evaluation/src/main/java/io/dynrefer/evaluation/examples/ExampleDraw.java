package io.dynrefer.evaluation.examples;

import io.dynrefer.region.Answer;
import io.dynrefer.region.ContrastiveDecoder;
import io.dynrefer.region.RegionRepresentation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/**
 * One choice of examples: some regions of each class, drawn with a seed, and all others to be asked about.
 *
 * @param examples by class
 * @param asked regions that are no examples
 */
record ExampleDraw(Map<String, List<RegionRepresentation>> examples, List<SeenRegion> asked) {
    /** @param count examples of each class, which has more regions than that */
    static ExampleDraw of(Map<String, List<SeenRegion>> classes, int count, long seed) {
        Random random = new Random(seed);
        Map<String, List<RegionRepresentation>> examples = new LinkedHashMap<>();
        List<SeenRegion> asked = new ArrayList<>();
        classes.forEach((name, regions) -> {
            List<SeenRegion> mixed = new ArrayList<>(regions);
            Collections.shuffle(mixed, random);
            examples.put(
                    name,
                    mixed.subList(0, count).stream()
                            .map(SeenRegion::representation)
                            .toList());
            asked.addAll(mixed.subList(count, mixed.size()));
        });
        return new ExampleDraw(examples, asked);
    }

    /** Some of the classes, drawn with a seed. */
    static Map<String, List<SeenRegion>> some(Map<String, List<SeenRegion>> classes, int count, long seed) {
        List<String> names = new ArrayList<>(classes.keySet());
        Collections.shuffle(names, new Random(seed));
        Map<String, List<SeenRegion>> some = new LinkedHashMap<>();
        names.stream().limit(count).forEach(name -> some.put(name, classes.get(name)));
        return some;
    }

    /** Which of the regions asked about are named right, among the examples' names and these words. */
    double right(ContrastiveDecoder decoder, List<String> words) {
        return right(decoder, words, asked);
    }

    /** The same of any regions, in [0, 1]. */
    double right(ContrastiveDecoder decoder, List<String> words, List<SeenRegion> regions) {
        List<String> vocabulary =
                Stream.concat(words.stream(), examples.keySet().stream()).toList();
        List<Answer.Category> answers = decoder.categories(
                        regions.stream().map(SeenRegion::representation).toList(), vocabulary, examples)
                .answers();
        return share(answers, regions);
    }

    /** How many answers have the region's name first. */
    static double share(List<Answer.Category> answers, List<SeenRegion> regions) {
        int right = 0;
        for (int i = 0; i < regions.size(); i++) {
            if (answers.get(i).categories().get(0).name().equals(regions.get(i).name())) {
                right++;
            }
        }
        return (double) right / regions.size();
    }
}
