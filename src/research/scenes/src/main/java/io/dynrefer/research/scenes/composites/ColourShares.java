package io.dynrefer.research.scenes.composites;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How much of a cut-out has which basic colour; shares of its clearly opaque pixels, summing to 1. */
final class ColourShares {
    /** A share from which a colour is one that the thing has. */
    private static final double PRESENT = 0.3;

    /** A share from which a colour alone describes the thing. */
    private static final double DOMINANT = 0.5;

    /** A share below which the thing surely lacks the colour. */
    private static final double ABSENT = 0.02;

    private static final float OPAQUE = 200 / 255f;

    private final Map<BasicColour, Double> shares;

    private ColourShares(Map<BasicColour, Double> shares) {
        this.shares = shares;
    }

    static ColourShares of(AlphaImage image) {
        Map<BasicColour, Integer> counts = new EnumMap<>(BasicColour.class);
        int total = 0;
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < image.width(); x++) {
                float alpha = image.alpha(x, y);
                if (alpha > OPAQUE) {
                    BasicColour colour = BasicColour.of(
                            image.sample(x, y, 0) / alpha,
                            image.sample(x, y, 1) / alpha,
                            image.sample(x, y, 2) / alpha);
                    counts.merge(colour, 1, Integer::sum);
                    total++;
                }
            }
        }
        Map<BasicColour, Double> shares = new EnumMap<>(BasicColour.class);
        for (Map.Entry<BasicColour, Integer> count : counts.entrySet()) {
            shares.put(count.getKey(), (double) count.getValue() / total);
        }
        return new ColourShares(shares);
    }

    double share(BasicColour colour) {
        return shares.getOrDefault(colour, 0.0);
    }

    /**
     * The colours that describe the thing, the largest first: one that covers half of it, or two that cover much of it;
     * none where it is too mixed to say.
     */
    List<BasicColour> main() {
        List<BasicColour> ordered = shares.keySet().stream()
                .sorted((one, other) -> Double.compare(share(other), share(one)))
                .toList();
        List<BasicColour> present = ordered.stream()
                .filter(colour -> share(colour) >= PRESENT)
                .limit(2)
                .toList();
        if (present.size() == 2) {
            return present;
        }
        return present.isEmpty() || share(present.get(0)) < DOMINANT ? List.of() : present;
    }

    /** The colours that the thing surely lacks, in the order of the enum. */
    List<BasicColour> absent() {
        return List.of(BasicColour.values()).stream()
                .filter(colour -> share(colour) < ABSENT)
                .toList();
    }
}
