package io.dynrefer.training.boxes;

import io.dynrefer.model.proposals.BoxCells;
import io.dynrefer.model.proposals.BoxHeadSizes;
import io.dynrefer.region.Box;
import io.dynrefer.region.BoxOverlap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Which cells a box is to be found at: those near its middle, on the levels for its size. A cell near the middles of
 * several boxes takes the smallest.
 */
final class BoxTargets {
    private static final int NONE = -1;
    private static final double NEAR = 1.5; // cells from the middle, along either axis

    /** Square roots of the areas for a level, as multiples of its stride. A box may be for two levels. */
    private static final double SMALLEST = 3;

    private static final double LARGEST = 9;

    private final BoxCells cells;

    /**
     * What the cells of a photo are to say.
     *
     * @param cell numbers of the cells with a box
     * @param distances of each to the left, upper, right and lower side of its box, in cells
     */
    record Wanted(List<Integer> cell, List<float[]> distances) {}

    BoxTargets(BoxHeadSizes sizes) {
        this.cells = new BoxCells(sizes);
    }

    /** @param boxes of the things of a photo, in pixels of the square */
    Wanted of(List<Box> boxes) {
        List<Box> largestFirst = boxes.stream()
                .sorted(Comparator.comparingDouble(BoxOverlap::area).reversed())
                .toList();
        int[] boxOf = new int[cells.count()];
        Arrays.fill(boxOf, NONE);
        for (int i = 0; i < largestFirst.size(); i++) {
            for (int cell = 0; cell < boxOf.length; cell++) {
                if (isFor(largestFirst.get(i), cell)) {
                    boxOf[cell] = i;
                }
            }
        }
        Wanted wanted = new Wanted(new ArrayList<>(), new ArrayList<>());
        for (int cell = 0; cell < boxOf.length; cell++) {
            if (boxOf[cell] != NONE) {
                wanted.cell().add(cell);
                wanted.distances().add(distances(largestFirst.get(boxOf[cell]), cell));
            }
        }
        return wanted;
    }

    private boolean isFor(Box box, int cell) {
        double reach = NEAR * cells.stride(cell);
        double x = cells.x(cell);
        double y = cells.y(cell);
        return Math.abs(x - (box.x1() + box.x2()) / 2) < reach
                && Math.abs(y - (box.y1() + box.y2()) / 2) < reach
                && x > box.x1()
                && x < box.x2()
                && y > box.y1()
                && y < box.y2()
                && isOfLevel(Math.sqrt(BoxOverlap.area(box)), cells.stride(cell));
    }

    private static boolean isOfLevel(double side, int stride) {
        boolean finest = stride == BoxHeadSizes.STRIDES.get(0);
        boolean coarsest = stride == BoxHeadSizes.STRIDES.get(BoxHeadSizes.STRIDES.size() - 1);
        return (finest || side >= SMALLEST * stride) && (coarsest || side < LARGEST * stride);
    }

    private float[] distances(Box box, int cell) {
        double stride = cells.stride(cell);
        return new float[] {
            (float) ((cells.x(cell) - box.x1()) / stride),
            (float) ((cells.y(cell) - box.y1()) / stride),
            (float) ((box.x2() - cells.x(cell)) / stride),
            (float) ((box.y2() - cells.y(cell)) / stride)
        };
    }
}
