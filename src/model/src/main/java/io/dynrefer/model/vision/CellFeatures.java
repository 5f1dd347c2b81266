package io.dynrefer.model.vision;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.dynrefer.model.weights.InvertedResidualSizes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a convolutional network knows of the cells of a grid, level by level, before any projection. Maps finer than the
 * grid are averaged over each cell, coarser ones stay as they are.
 *
 * @param levels (views, cells, channels): mean colours, then every level that tokens take something from
 * @param features (views, cells, features) of the last convolution
 */
public record CellFeatures(List<NDArray> levels, NDArray features) {
    public CellFeatures {
        levels = List.copyOf(levels);
    }

    /**
     * The features of views.
     *
     * @param maps what the network made of them
     * @param pixels (views, 3, size, size), normalised
     * @param grid cells along a side
     */
    public static CellFeatures of(
            InvertedResidualNetwork.Maps maps, InvertedResidualSizes sizes, NDArray pixels, int grid) {
        List<NDArray> levels = new ArrayList<>();
        levels.add(cells(pixels, grid));
        IntStream.range(0, maps.stages().size())
                .filter(i -> sizes.stages().get(i).kept() > 0)
                .forEach(i -> levels.add(cells(maps.stages().get(i), grid)));
        NDArray features = cells(maps.features(), grid);
        if (sizes.featuresKept() > 0) {
            levels.add(features);
        }
        return new CellFeatures(levels, features);
    }

    /** The mean over all cells: (views, features). */
    public NDArray pooled() {
        return features.mean(new int[] {1});
    }

    /** (views, channels, h, w) to (views, cells, channels). */
    static NDArray cells(NDArray map, int grid) {
        long factor = Math.max(map.getShape().get(2) / grid, 1);
        Shape window = new Shape(factor, factor);
        NDArray pooled =
                factor == 1 ? map : map.getNDArrayInternal().avgPool(window, window, new Shape(0, 0), false, true);
        Shape shape = pooled.getShape();
        return pooled.reshape(shape.get(0), shape.get(1), -1).transpose(0, 2, 1);
    }
}
