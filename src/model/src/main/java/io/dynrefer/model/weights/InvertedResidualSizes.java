package io.dynrefer.model.weights;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.dynrefer.region.DynReferException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A convolutional network of inverted residual blocks (MobileNetV2, EfficientNet-Lite) and the fixed projections of its
 * levels to tokens.
 *
 * @param pretrained the package that {@code init-weights} takes the network from
 * @param pixels how a view's pixels are made the network's input; MobileNetV2's if a file says nothing
 * @param stem channels of the first convolution
 * @param stages groups of inverted residual blocks, in order
 * @param features channels of the last convolution: what is pooled to the class token
 * @param featuresKept numbers of a token that come from the last convolution; 0 if none do
 * @param context numbers that describe the surroundings of a cell to each of four sides
 * @param classes that the pretrained network's last layer tells apart; 0 if it is not kept
 */
public record InvertedResidualSizes(
        @Nullable String pretrained,
        Pixels pixels,
        int stem,
        List<Stage> stages,
        int features,
        @JsonSetter(nulls = Nulls.AS_EMPTY) int featuresKept,
        int context,
        @JsonSetter(nulls = Nulls.AS_EMPTY) int classes)
        implements Preset.ImageEncoder {
    /** Mean red, green and blue of a cell. */
    public static final int COLORS = 3;

    /** Waves along each axis that say where a cell lies. */
    public static final int POSITION_WAVES = 2;

    /** Left, right, above, below. */
    public static final int SIDES = 4;

    public InvertedResidualSizes {
        pixels = pixels == null ? Pixels.MOBILE_NET : pixels;
        stages = List.copyOf(stages);
    }

    /** The sizes of a preset's convolutional network; a preset with another image encoder is an error. */
    public static InvertedResidualSizes of(Preset preset) {
        if (preset.imageEncoder() instanceof InvertedResidualSizes sizes) {
            return sizes;
        }
        throw DynReferException.invalid(
                "inverted_residual", "This needs a preset with a convolutional network (inverted_residual).");
    }

    @Override
    public int width() {
        int kept = levels().stream().mapToInt(Level::kept).sum();
        return kept + 2 * POSITION_WAVES + SIDES * context;
    }

    /** Cells along a side of the last convolution's map, for views of this size. */
    public int coarseGrid(int imageSize) {
        int side = half(imageSize);
        for (Stage stage : stages) {
            side = stage.stride() == 2 ? half(side) : side;
        }
        return side;
    }

    /** How many stages come before the map gets coarser than a grid of this many cells along a side. */
    public int fineStages(int imageSize, int grid) {
        int side = half(imageSize);
        for (int i = 0; i < stages.size(); i++) {
            side = stages.get(i).stride() == 2 ? half(side) : side;
            if (side < grid) {
                return i;
            }
        }
        return stages.size();
    }

    private static int half(int side) {
        return (side + 1) / 2;
    }

    /** What tokens are put together from: the colours, every stage that something is kept of, the last convolution. */
    public List<Level> levels() {
        List<Level> levels = new ArrayList<>();
        levels.add(new Level("colors", COLORS, COLORS));
        for (int i = 0; i < stages.size(); i++) {
            Stage stage = stages.get(i);
            if (stage.kept() > 0) {
                levels.add(new Level("levels." + i, stage.channels(), stage.kept()));
            }
        }
        if (featuresKept > 0) {
            levels.add(new Level("levels.features", features, featuresKept));
        }
        return levels;
    }

    /**
     * How a channel of a pixel, 0 to 255, becomes the network's input: {@code (value - mean) / scale}.
     *
     * @param mean what becomes 0
     * @param scale what becomes 1 above that
     */
    public record Pixels(double mean, double scale) {
        /** From -1 to 1. */
        public static final Pixels MOBILE_NET = new Pixels(127.5, 127.5);
    }

    /**
     * Inverted residual blocks of one width.
     *
     * @param expansion how much wider a block is inside
     * @param channels of the result
     * @param repeats blocks; the first one changes width and size
     * @param kernel width and height of what a block looks at, per channel; 3 if a file says nothing
     * @param stride of the first block, 1 or 2
     * @param kept numbers of a token that come from the result; 0 if none do
     */
    public record Stage(
            int expansion,
            int channels,
            int repeats,
            @JsonSetter(nulls = Nulls.AS_EMPTY) int kernel,
            int stride,
            int kept) {
        private static final int USUAL_KERNEL = 3;

        public Stage {
            kernel = kernel == 0 ? USUAL_KERNEL : kernel;
        }
    }

    /**
     * A level and how much of it a token takes.
     *
     * @param name of its projection, below {@code visual_encoder}
     * @param channels before the projection
     * @param kept numbers after it
     */
    public record Level(String name, int channels, int kept) {}
}
