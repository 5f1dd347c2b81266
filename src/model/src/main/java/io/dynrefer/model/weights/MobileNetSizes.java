package io.dynrefer.model.weights;

import java.util.ArrayList;
import java.util.List;

/**
 * MobileNetV2 and the fixed projections of its levels to tokens.
 *
 * @param stem channels of the first convolution
 * @param stages groups of inverted residual blocks, in order
 * @param features channels of the last convolution: what is pooled to the class token
 * @param context numbers that describe the surroundings of a cell to each of four sides
 */
public record MobileNetSizes(int stem, List<Stage> stages, int features, int context) implements Preset.ImageEncoder {
    /** Mean red, green and blue of a cell. */
    public static final int COLORS = 3;

    /** Waves along each axis that say where a cell lies. */
    public static final int POSITION_WAVES = 2;

    /** Left, right, above, below. */
    public static final int SIDES = 4;

    public MobileNetSizes {
        stages = List.copyOf(stages);
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

    private static int half(int side) {
        return (side + 1) / 2;
    }

    /** What tokens are put together from: the colours, then every stage that something is kept of. */
    public List<Level> levels() {
        List<Level> levels = new ArrayList<>();
        levels.add(new Level("colors", COLORS, COLORS));
        for (int i = 0; i < stages.size(); i++) {
            Stage stage = stages.get(i);
            if (stage.kept() > 0) {
                levels.add(new Level("levels." + i, stage.channels(), stage.kept()));
            }
        }
        return levels;
    }

    /**
     * Inverted residual blocks of one width.
     *
     * @param expansion how much wider a block is inside
     * @param channels of the result
     * @param repeats blocks; the first one changes width and size
     * @param stride of the first block, 1 or 2
     * @param kept numbers of a token that come from the result; 0 if none do
     */
    public record Stage(int expansion, int channels, int repeats, int stride, int kept) {}

    /**
     * A level and how much of it a token takes.
     *
     * @param name of its projection, below {@code visual_encoder}
     * @param channels before the projection
     * @param kept numbers after it
     */
    public record Level(String name, int channels, int kept) {}
}
