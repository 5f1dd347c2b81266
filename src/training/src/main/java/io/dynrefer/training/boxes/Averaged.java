package io.dynrefer.training.boxes;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.dynrefer.model.nn.Matrix;
import io.dynrefer.model.nn.WeightSource;
import java.util.Map;
import java.util.Objects;

/** Arrays by name as weights. */
record Averaged(Map<String, NDArray> arrays) implements WeightSource {
    @Override
    public boolean contains(String name) {
        return arrays.containsKey(name);
    }

    @Override
    public Shape shape(String name) {
        return array(name).getShape();
    }

    @Override
    public NDArray array(String name, Shape expected) {
        return array(name);
    }

    @Override
    public Matrix matrix(String name, Shape expected) {
        return Matrix.of(array(name));
    }

    private NDArray array(String name) {
        return Objects.requireNonNull(arrays.get(name), name);
    }
}
