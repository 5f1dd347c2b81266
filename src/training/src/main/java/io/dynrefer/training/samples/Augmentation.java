package io.dynrefer.training.samples;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.dynrefer.region.DynReferException;
import java.util.Random;

/**
 * Random changes of view features that the network must not be thrown by. Where training data show few things of a
 * kind, it would otherwise learn these very things by heart. Not of the paper, which has millions of regions.
 *
 * @param channels probability that a channel is left out of all views of a sample; the others grow in proportion
 * @param tokens probability that a token of a view other than its first, CLS, is left out
 * @param shift standard deviation of a shift that all tokens of a sample have in common, one number per channel; the
 *     features of {@code dynrefer-mini} have a standard deviation of about 1
 */
public record Augmentation(double channels, double tokens, double shift) {
    public Augmentation {
        require("channels", channels < 1, channels);
        require("tokens", tokens < 1, tokens);
        require("shift", Double.isFinite(shift), shift);
    }

    private static void require(String field, boolean small, double value) {
        if (!(value >= 0) || !small) {
            throw DynReferException.invalid(
                    "augmentation." + field,
                    "augmentation." + field + " must be 0 or more" + (field.equals("shift") ? "" : " and below 1")
                            + ", not " + value + ".");
        }
    }

    /**
     * Changed features.
     *
     * @param features (samples * views, tokens, width)
     * @param seeds one per sample: all that chance decides
     */
    public NDArray apply(NDArray features, long[] seeds) {
        Shape shape = features.getShape();
        int rows = (int) shape.get(0);
        int count = (int) shape.get(1);
        int width = (int) shape.get(2);
        int views = rows / seeds.length;
        float[] scales = new float[rows * width];
        float[] shifts = new float[rows * width];
        float[] kept = new float[rows * count];
        for (int sample = 0; sample < seeds.length; sample++) {
            Random random = new Random(~seeds[sample]); // not the numbers that decide the rest of the sample
            for (int channel = 0; channel < width; channel++) {
                float scale = random.nextDouble() < channels ? 0 : (float) (1 / (1 - channels));
                float by = (float) (shift * random.nextGaussian());
                for (int view = sample * views; view < (sample + 1) * views; view++) {
                    scales[view * width + channel] = scale;
                    shifts[view * width + channel] = by;
                }
            }
            for (int token = sample * views * count; token < (sample + 1) * views * count; token++) {
                kept[token] = token % count == 0 || random.nextDouble() >= tokens ? 1 : 0;
            }
        }
        NDManager manager = features.getManager();
        Shape perView = new Shape(rows, 1, width);
        return features.add(manager.create(shifts, perView))
                .mul(manager.create(scales, perView))
                .mul(manager.create(kept, new Shape(rows, count, 1)));
    }
}
