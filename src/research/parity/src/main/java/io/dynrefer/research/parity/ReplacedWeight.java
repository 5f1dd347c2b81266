package io.dynrefer.research.parity;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.dynrefer.model.nn.Matrix;
import io.dynrefer.model.nn.WeightSource;

/** Weights of which one is another array. */
record ReplacedWeight(WeightSource source, String name, NDArray replacement) implements WeightSource {
    @Override
    public boolean contains(String tensor) {
        return source.contains(tensor);
    }

    @Override
    public Shape shape(String tensor) {
        return tensor.equals(name) ? replacement.getShape() : source.shape(tensor);
    }

    @Override
    public NDArray array(String tensor, Shape expected) {
        return tensor.equals(name) ? replacement : source.array(tensor, expected);
    }

    @Override
    public Matrix matrix(String tensor, Shape expected) {
        return tensor.equals(name) ? Matrix.of(replacement) : source.matrix(tensor, expected);
    }
}
