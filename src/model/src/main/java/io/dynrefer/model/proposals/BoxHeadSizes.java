package io.dynrefer.model.proposals;

import io.dynrefer.model.weights.InvertedResidualSizes;
import io.dynrefer.region.DynReferException;
import java.util.ArrayList;
import java.util.List;

/**
 * The sizes of a box head.
 *
 * @param imageSize width and height in pixels that a photo is resized to, a multiple of {@value #COARSEST} up to
 *     {@value #LARGEST}
 * @param width channels of the head, a multiple of {@value #GROUPS}
 * @param depth convolutions before the last
 */
public record BoxHeadSizes(int imageSize, int width, int depth) {
    /** Pixels along a side of a cell, by level. */
    public static final List<Integer> STRIDES = List.of(8, 16, 32, 64);

    /** Groups of channels that are normalised together. */
    static final int GROUPS = 8;

    /** Levels that come from the image encoder; the last one is made of the one before. */
    static final int ENCODED = 3;

    private static final int COARSEST = 64;
    private static final int LARGEST = 1024; // a photo at this size is as much work as 21 views

    public BoxHeadSizes {
        checkImageSize("image_size", imageSize);
        require(width > 0 && width % GROUPS == 0, "width", "a multiple of " + GROUPS, width);
        require(depth >= 1, "depth", "at least 1", depth);
    }

    static void checkImageSize(String field, int size) {
        require(
                size > 0 && size % COARSEST == 0 && size <= LARGEST,
                field,
                "a multiple of " + COARSEST + " up to " + LARGEST,
                size);
    }

    /** Cells along a side of each level. */
    public List<Integer> sides() {
        return STRIDES.stream().map(stride -> imageSize / stride).toList();
    }

    /** Cells of all levels. */
    public int cells() {
        return sides().stream().mapToInt(side -> side * side).sum();
    }

    /**
     * The stages of an encoder whose maps the head reads, finest first: the last at each stride.
     *
     * @throws DynReferException if it has none at one of them
     */
    public static List<Integer> stages(InvertedResidualSizes encoder) {
        List<Integer> stages = new ArrayList<>();
        int stride = 2; // after the stem
        for (int i = 0; i < encoder.stages().size(); i++) {
            stride *= encoder.stages().get(i).stride();
            boolean last = i + 1 == encoder.stages().size()
                    || encoder.stages().get(i + 1).stride() == 2;
            if (last && STRIDES.subList(0, ENCODED).contains(stride)) {
                stages.add(i);
            }
        }
        require(stages.size() == ENCODED, "inverted_residual", "a network with maps of strides 8, 16 and 32", encoder);
        return stages;
    }

    private static void require(boolean condition, String field, String expected, Object value) {
        if (!condition) {
            throw DynReferException.invalid(
                    field, field + " of a box head must be " + expected + ", not " + value + ".");
        }
    }
}
