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

    /** The words that steer a caption: a name by chance, if the best is likelier than the threshold, then the tags. */
    ControlWords control(double namingThreshold, Random random) {
        List<String> words = new ArrayList<>();
        if (probabilities.get(0) > namingThreshold) {
            words.add(name(random));
        }
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
