package io.dynrefer.training.boxes;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import io.dynrefer.model.nn.Numbers;
import io.dynrefer.model.proposals.BoxHead;
import java.util.ArrayList;
import java.util.List;

/**
 * The losses of a box head: quality focal loss of its scores (Li et al. 2020), whose target is how well the box at that
 * cell fits, and one minus generalised intersection over union (Rezatofighi et al. 2019) of the boxes.
 */
final class BoxLoss {
    private static final double BOX_WEIGHT = 2;
    private static final double EPSILON = 1e-6;

    private BoxLoss() {}

    /**
     * The losses of some photos, as sums over cells divided by the number of cells with a box.
     *
     * @param score of all cells
     * @param box of the cells with a box
     */
    record Losses(NDArray score, NDArray box) {
        NDArray total() {
            return score.add(Numbers.times(box, BOX_WEIGHT));
        }
    }

    /** @param wanted of each photo */
    static Losses of(NDManager manager, BoxHead.Output output, List<BoxTargets.Wanted> wanted) {
        long cells = output.scores().getShape().get(1);
        List<Long> rows = new ArrayList<>(); // of cells with a box, among those of all photos
        List<float[]> distances = new ArrayList<>();
        for (int photo = 0; photo < wanted.size(); photo++) {
            for (int cell : wanted.get(photo).cell()) {
                rows.add(photo * cells + cell);
            }
            distances.addAll(wanted.get(photo).distances());
        }
        NDArray scores = output.scores().reshape(-1);
        float[] quality = new float[(int) scores.size()];
        if (rows.isEmpty()) {
            return new Losses(focal(scores, manager.create(quality)).sum(), manager.zeros(new Shape()));
        }
        NDArray picked = manager.create(rows.stream().mapToLong(Long::longValue).toArray());
        NDArray found = output.distances().reshape(-1, 4).get(new NDIndex("{}", picked)); // (cells with a box, 4)
        NDArray right = manager.create(distances.toArray(float[][]::new)); // (cells with a box, 4)
        Overlap overlap = Overlap.of(found, right);
        float[] fits = overlap.union().stopGradient().toFloatArray();
        for (int i = 0; i < fits.length; i++) {
            quality[rows.get(i).intValue()] = fits[i];
        }
        double each = 1.0 / fits.length;
        return new Losses(
                Numbers.times(focal(scores, manager.create(quality)).sum(), each),
                Numbers.times(
                        overlap.generalised()
                                .neg()
                                .add(manager.ones(new Shape()))
                                .sum(),
                        each));
    }

    /** {@code |quality - p|²} times the cross-entropy, by cell. */
    private static NDArray focal(NDArray scores, NDArray quality) {
        NDArray entropy = scores.getNDArrayInternal().softPlus().sub(scores.mul(quality));
        NDArray distance = scores.getNDArrayInternal().sigmoid().sub(quality);
        return distance.square().mul(entropy);
    }

    /** How much pairs of boxes around the same point have in common: (pairs). */
    record Overlap(NDArray union, NDArray generalised) {
        /** @param first (pairs, 4): distances to the left, upper, right and lower side */
        static Overlap of(NDArray first, NDArray second) {
            NDArray least = first.minimum(second);
            NDArray most = first.maximum(second);
            NDArray common = area(least);
            NDArray union = area(first).add(area(second)).sub(common);
            NDArray around = area(most);
            NDArray share = common.div(Numbers.atLeast(union, EPSILON));
            NDArray empty = around.sub(union).div(Numbers.atLeast(around, EPSILON));
            return new Overlap(share, share.sub(empty));
        }

        private static NDArray area(NDArray distances) {
            NDArray width = distances.get(":, 0").add(distances.get(":, 2"));
            NDArray height = distances.get(":, 1").add(distances.get(":, 3"));
            return width.mul(height);
        }
    }
}
