package io.dynrefer.training.calibration;

import io.dynrefer.model.calibration.Temperature;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Finds the temperatures of categories by the greatest likelihood of the right ones, for vocabularies of several sizes:
 * those that were asked, and random parts of them.
 */
final class TemperatureFit {
    private static final int[] PARTS = {5, 20};
    private static final double NEXT_SIZE = Math.log(4); // of vocabularies that are fitted together
    private static final int LEAST = 100; // answers
    private static final double WIDEST =
            2; // natural logarithm of the hottest temperature, and of the coldest's inverse
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;
    private static final double PRECISION = 1e-4;

    private final Random random = new Random(0);
    private final Map<Long, List<Choice>> bySize = new TreeMap<>();

    /** The logits of a vocabulary, and which of them is the right one's. */
    private record Choice(float[] logits, int right) {
        /** Negative log-likelihood of the right one. */
        double loss(double temperature) {
            double best = Double.NEGATIVE_INFINITY;
            for (float logit : logits) {
                best = Math.max(best, logit);
            }
            double sum = 0;
            for (float logit : logits) {
                sum += Math.exp((logit - best) / temperature);
            }
            return Math.log(sum) - (logits[right] - best) / temperature;
        }
    }

    /** Adds a region's logits. */
    void add(float[] logits, int right) {
        long size = Math.round(Math.log(logits.length) / NEXT_SIZE);
        bySize.computeIfAbsent(size, same -> new ArrayList<>()).add(new Choice(logits, right));
    }

    /** Adds a region's logits, and such of random parts of the vocabulary with the right word in it. */
    void addWithParts(float[] logits, int right) {
        add(logits, right);
        for (int size : PARTS) {
            if (size < logits.length) {
                add(part(logits, right, size), 0);
            }
        }
    }

    private float[] part(float[] logits, int right, int size) {
        float[] chosen = new float[size];
        chosen[0] = logits[right];
        int[] others = random.ints(0, logits.length)
                .filter(i -> i != right)
                .distinct()
                .limit(size - 1L)
                .toArray();
        for (int i = 1; i < size; i++) {
            chosen[i] = logits[others[i - 1]];
        }
        return chosen;
    }

    /** What fits best; as it is, 1, where there are too few answers. */
    Temperature fit() {
        List<Temperature.Fitted> fitted = new ArrayList<>();
        for (List<Choice> choices : bySize.values()) {
            if (choices.size() >= LEAST) {
                double words = Math.exp(choices.stream()
                        .mapToDouble(choice -> Math.log(choice.logits().length))
                        .average()
                        .orElse(0));
                fitted.add(new Temperature.Fitted(Digits.of(words), Digits.of(best(choices))));
            }
        }
        return new Temperature(fitted.isEmpty() ? List.of(new Temperature.Fitted(1, 1)) : fitted);
    }

    /** The temperature with the greatest likelihood, by golden sections of its logarithm. */
    private static double best(List<Choice> choices) {
        double low = -WIDEST;
        double high = WIDEST;
        double left = high - GOLDEN * (high - low);
        double right = low + GOLDEN * (high - low);
        double atLeft = loss(choices, left);
        double atRight = loss(choices, right);
        while (high - low > PRECISION) {
            if (atLeft < atRight) {
                high = right;
                right = left;
                atRight = atLeft;
                left = high - GOLDEN * (high - low);
                atLeft = loss(choices, left);
            } else {
                low = left;
                left = right;
                atLeft = atRight;
                right = low + GOLDEN * (high - low);
                atRight = loss(choices, right);
            }
        }
        return Math.exp((low + high) / 2);
    }

    private static double loss(List<Choice> choices, double logarithm) {
        double temperature = Math.exp(logarithm);
        return choices.stream().mapToDouble(choice -> choice.loss(temperature)).sum();
    }
}
