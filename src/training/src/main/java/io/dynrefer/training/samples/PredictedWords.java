package io.dynrefer.training.samples;

import io.dynrefer.region.ControlWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What weights predict of a region.
 *
 * @param names the likeliest categories, best first, at least one
 * @param probabilities of each among the whole vocabulary
 * @param tags those above the threshold, in vocabulary order
 */
public record PredictedWords(List<String> names, List<Double> probabilities, List<String> tags) {
    public PredictedWords {
        names = List.copyOf(names);
        probabilities = List.copyOf(probabilities);
        tags = List.copyOf(tags);
    }

    /** The words that steer a caption: one of the names, by chance, then the tags. */
    ControlWords control(Random random) {
        List<String> words = new ArrayList<>(List.of(name(random)));
        tags.stream().filter(tag -> !words.contains(tag)).forEach(words::add);
        return new ControlWords(words);
    }

    private String name(Random random) {
        double left = random.nextDouble()
                * probabilities.stream().mapToDouble(Double::doubleValue).sum();
        for (int i = 0; i < names.size(); i++) {
            left -= probabilities.get(i);
            if (left < 0) {
                return names.get(i);
            }
        }
        return names.get(0);
    }
}
