package io.dynrefer.model.init;

import io.dynrefer.safetensors.TensorSpec;
import io.dynrefer.safetensors.TensorType;
import java.util.ArrayList;
import java.util.List;

/** Collects the tensors of random weights below one prefix of names, with the spread each kind of layer needs. */
final class RandomTensors {
    private static final double SMALL = 0.02;

    private final List<RandomTensor> tensors;
    private final String prefix;

    private RandomTensors(List<RandomTensor> tensors, String prefix) {
        this.tensors = tensors;
        this.prefix = prefix;
    }

    static RandomTensors empty() {
        return new RandomTensors(new ArrayList<>(), "");
    }

    /** The tensors whose names start with {@code name} and a dot; they are added to the same list. */
    RandomTensors at(String name) {
        return new RandomTensors(tensors, prefix + name + ".");
    }

    List<RandomTensor> all() {
        return List.copyOf(tensors);
    }

    void tensor(String name, double mean, double deviation, long... shape) {
        List<Long> sizes = new ArrayList<>();
        for (long size : shape) {
            sizes.add(size);
        }
        tensors.add(new RandomTensor(new TensorSpec(prefix + name, TensorType.F32, sizes), mean, deviation));
    }

    /** A bias: small. */
    void bias(String name, long width) {
        tensor(name, 0, SMALL, width);
    }

    /** A matrix (outputs, inputs) that keeps the spread of its inputs. */
    void matrix(String name, long outputs, long inputs) {
        tensor(name, 0, 1 / Math.sqrt(inputs), outputs, inputs);
    }

    void linear(String name, long outputs, long inputs) {
        matrix(name + ".weight", outputs, inputs);
        bias(name + ".bias", outputs);
    }

    void layerNorm(String name, long width) {
        tensor(name + ".weight", 1, SMALL, width);
        bias(name + ".bias", width);
    }
}
