package io.dynrefer.model.proposals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.dynrefer.model.nn.Layer;
import io.dynrefer.model.nn.Numbers;
import io.dynrefer.model.nn.Weights;
import io.dynrefer.model.weights.InvertedResidualSizes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Says of every cell of four levels whether a thing has its middle there, and how far its sides are: FCOS (Tian et al.
 * 2019) without classes, on a feature pyramid (Lin et al. 2017), with one score for being a thing and for how well the
 * box fits (Li et al. 2020). The same layers see all levels.
 */
public final class BoxHead {
    /** The score, and the distances to the left, upper, right and lower side. */
    static final int NUMBERS = 5;

    /** Of a distance's logarithm, either way: beyond any photo. */
    private static final double FARTHEST = 4;

    private final BoxHeadSizes sizes;
    private final List<NormedConvolution> lateral = new ArrayList<>(); // finest level first
    private final NormedConvolution coarsest;
    private final List<NormedConvolution> tower = new ArrayList<>();
    private final Layer last;
    private final NDArray reach; // (levels): logarithms of usual distances, in cells

    /**
     * What the head says of photos; the cells of the levels one after the other, row by row, finest level first.
     *
     * @param scores (n, cells) before the sigmoid
     * @param distances (n, cells, 4) from the cell's middle to the left, upper, right and lower side, in cells
     */
    public record Output(NDArray scores, NDArray distances) {}

    /**
     * @param weights of the head
     * @param encoder whose maps it reads
     */
    public BoxHead(Weights weights, BoxHeadSizes sizes, InvertedResidualSizes encoder) {
        this.sizes = sizes;
        int width = sizes.width();
        for (int stage : BoxHeadSizes.stages(encoder)) {
            int channels = encoder.stages().get(stage).channels();
            lateral.add(new NormedConvolution(weights.at("lateral." + lateral.size()), channels, width, 1, 1));
        }
        this.coarsest = new NormedConvolution(weights.at("coarsest"), width, width, 3, 2);
        for (int i = 0; i < sizes.depth(); i++) {
            tower.add(new NormedConvolution(weights.at("tower." + i), width, width, 3, 1));
        }
        this.last = weights.convolution("last", new Shape(NUMBERS, width, 3, 3), 1, 1, 1);
        this.reach = weights.array("reach_bias", BoxHeadSizes.STRIDES.size());
    }

    /** @param maps of the image encoder at strides 8, 16 and 32: (n, channels, h, w) */
    public Output forward(List<NDArray> maps) {
        List<NDArray> pyramid = pyramid(maps);
        NDList cells = new NDList();
        for (int level = 0; level < pyramid.size(); level++) {
            cells.add(cells(pyramid.get(level), level));
        }
        NDArray all = NDArrays.concat(cells, 2); // (n, 5, cells)
        long photos = all.getShape().get(0);
        NDArray scores = all.get(":, 0").reshape(photos, sizes.cells());
        return new Output(scores, all.get(":, 1:").exp().transpose(0, 2, 1));
    }

    /** Each level as it is seen with the coarser ones behind it, finest first: (n, width, h, w). */
    private List<NDArray> pyramid(List<NDArray> maps) {
        List<NDArray> levels = new ArrayList<>(); // coarsest first
        for (int level = maps.size() - 1; level >= 0; level--) {
            NDArray own = lateral.get(level).forward(maps.get(level));
            levels.add(levels.isEmpty() ? own : own.add(doubled(levels.get(levels.size() - 1))));
        }
        levels.add(0, coarsest.forward(levels.get(0)));
        Collections.reverse(levels);
        return levels.stream().map(BoxHead::relu).toList();
    }

    /** (n, width, h, w) to (n, 5, h * w), the distances as logarithms. */
    private NDArray cells(NDArray map, int level) {
        NDArray seen = map;
        for (NormedConvolution layer : tower) {
            seen = relu(layer.forward(seen));
        }
        NDArray numbers = last.forward(seen);
        NDArray flat = numbers.reshape(numbers.getShape().get(0), NUMBERS, -1);
        NDArray logarithms =
                Numbers.atMost(Numbers.atLeast(flat.get(":, 1:").add(reach.get(level)), -FARTHEST), FARTHEST);
        return flat.get(":, :1").concat(logarithms, 1);
    }

    private static NDArray relu(NDArray map) {
        return map.getNDArrayInternal().relu();
    }

    /** Every cell as two by two: (n, c, h, w) to (n, c, 2h, 2w). */
    private static NDArray doubled(NDArray map) {
        Shape shape = map.getShape();
        long high = shape.get(2);
        long wide = shape.get(3);
        return map.reshape(shape.get(0), shape.get(1), high, 1, wide, 1)
                .broadcast(shape.get(0), shape.get(1), high, 2, wide, 2)
                .reshape(shape.get(0), shape.get(1), 2 * high, 2 * wide);
    }
}
