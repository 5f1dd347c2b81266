package io.dynrefer.model.proposals;

import java.util.List;

/** Where the cells of a box head lie, in pixels of the resized photo; in the order of {@link BoxHead.Output}. */
public final class BoxCells {
    private final int[] strides;
    private final float[] x; // of the middle
    private final float[] y;

    public BoxCells(BoxHeadSizes sizes) {
        this.strides = new int[sizes.cells()];
        this.x = new float[strides.length];
        this.y = new float[strides.length];
        List<Integer> sides = sizes.sides();
        int cell = 0;
        for (int level = 0; level < sides.size(); level++) {
            int stride = BoxHeadSizes.STRIDES.get(level);
            for (int i = 0; i < sides.get(level) * sides.get(level); i++) {
                strides[cell] = stride;
                x[cell] = (i % sides.get(level) + 0.5f) * stride;
                y[cell++] = (i / sides.get(level) + 0.5f) * stride;
            }
        }
    }

    /** How many there are. */
    public int count() {
        return strides.length;
    }

    /** Pixels along a side. */
    public int stride(int cell) {
        return strides[cell];
    }

    /** The middle, from the left. */
    public float x(int cell) {
        return x[cell];
    }

    /** The middle, from above. */
    public float y(int cell) {
        return y[cell];
    }
}
