package io.dynrefer.model.proposals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.dynrefer.model.nn.Layer;
import io.dynrefer.model.nn.Weights;

/** A convolution whose result is normalised by groups of channels (Wu and He 2018). */
final class NormedConvolution implements Layer {
    private static final float EPSILON = 1e-5f;

    private final Layer convolution;
    private final NDArray scale; // (1, outputs, 1, 1)
    private final NDArray shift; // (1, outputs, 1, 1)

    /** @param kernel width and height of what it looks at, odd */
    NormedConvolution(Weights weights, int inputs, int outputs, int kernel, int stride) {
        this.convolution =
                weights.convolution("conv", new Shape(outputs, inputs, kernel, kernel), stride, kernel / 2, 1);
        this.scale = weights.array("norm.weight", 1, outputs, 1, 1);
        this.shift = weights.array("norm.bias", 1, outputs, 1, 1);
    }

    /** (n, inputs, h, w) to (n, outputs, h / stride, w / stride). */
    @Override
    public NDArray forward(NDArray map) {
        NDArray convolved = convolution.forward(map);
        Shape shape = convolved.getShape();
        long group = shape.size() / shape.get(0) / BoxHeadSizes.GROUPS; // numbers of a group
        NDArray groups = convolved.reshape(shape.get(0), BoxHeadSizes.GROUPS, group);
        NDArray ones = map.getManager().ones(new Shape(group));
        NDArray zeros = map.getManager().zeros(new Shape(group));
        return groups.getNDArrayInternal()
                .layerNorm(groups, new Shape(group), ones, zeros, EPSILON)
                .head()
                .reshape(shape)
                .mul(scale)
                .add(shift);
    }
}
