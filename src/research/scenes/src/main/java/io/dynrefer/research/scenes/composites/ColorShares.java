package io.dynrefer.research.scenes.composites;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How much of a cut-out has which basic colour; shares of its clearly opaque pixels, summing to 1. */
final class ColorShares {
    /** A share from which a colour is one that the thing has. */
    private static final double PRESENT = 0.3;

    /** A share from which a colour alone describes the thing. */
    private static final double DOMINANT = 0.5;

    /** A share below which the thing surely lacks the colour. */
    private static final double ABSENT = 0.02;

    private static final float OPAQUE = 200 / 255f;

    private final Map<BasicColor, Double> shares;

    private ColorShares(Map<BasicColor, Double> shares) {
        this.shares = shares;
    }

    static ColorShares of(AlphaImage image) {
        Map<BasicColor, Integer> counts = new EnumMap<>(BasicColor.class);
        int total = 0;
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < image.width(); x++) {
                float alpha = image.alpha(x, y);
                if (alpha > OPAQUE) {
                    BasicColor color = BasicColor.of(
                            image.sample(x, y, 0) / alpha,
                            image.sample(x, y, 1) / alpha,
                            image.sample(x, y, 2) / alpha);
                    counts.merge(color, 1, Integer::sum);
                    total++;
                }
            }
        }
        Map<BasicColor, Double> shares = new EnumMap<>(BasicColor.class);
        for (Map.Entry<BasicColor, Integer> count : counts.entrySet()) {
            shares.put(count.getKey(), (double) count.getValue() / total);
        }
        return new ColorShares(shares);
    }

    double share(BasicColor color) {
        return shares.getOrDefault(color, 0.0);
    }

    /**
     * The colours that describe the thing, the largest first: one that covers half of it, or two that cover much of it;
     * none where it is too mixed to say.
     */
    List<BasicColor> main() {
        List<BasicColor> ordered = shares.keySet().stream()
                .sorted((one, other) -> Double.compare(share(other), share(one)))
                .toList();
        List<BasicColor> present = ordered.stream()
                .filter(color -> share(color) >= PRESENT)
                .limit(2)
                .toList();
        if (present.size() == 2) {
            return present;
        }
        return present.isEmpty() || share(present.get(0)) < DOMINANT ? List.of() : present;
    }

    /** The colours that the thing surely lacks, in the order of the enum. */
    List<BasicColor> absent() {
        return List.of(BasicColor.values()).stream()
                .filter(color -> share(color) < ABSENT)
                .toList();
    }
}
