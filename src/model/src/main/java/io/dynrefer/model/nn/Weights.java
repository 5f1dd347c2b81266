package io.dynrefer.model.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/** Weights below one prefix of a checkpoint's names, and the layers made from them. */
public final class Weights {
    private final WeightSource source;
    private final String prefix; // empty, or ends with a dot
    private final Dropout dropout;

    private Weights(WeightSource source, String prefix, Dropout dropout) {
        this.source = source;
        this.prefix = prefix;
        this.dropout = dropout;
    }

    /** All weights of a source. */
    public static Weights of(WeightSource source) {
        return new Weights(source, "", Dropout.NONE);
    }

    /** The same for layers that are trained with dropout. */
    public Weights with(Dropout dropout) {
        return new Weights(source, prefix, dropout);
    }

    /** The weights whose names start with {@code name} and a dot. */
    public Weights at(String name) {
        return new Weights(source, prefix + name + ".", dropout);
    }

    public boolean contains(String name) {
        return source.contains(prefix + name);
    }

    /** The shape a tensor has; for sizes that only the weights know, such as the number of tags. */
    public Shape shape(String name) {
        return source.shape(prefix + name);
    }

    /** A tensor of the given shape, 32-bit. */
    public NDArray array(String name, long... shape) {
        return source.array(prefix + name, new Shape(shape));
    }

    /** What the layers leave out in training. */
    public Dropout dropout() {
        return dropout;
    }

    /** A linear layer's weight (outputs, inputs) in the source's precision. */
    public Matrix matrix(String name, long outputs, long inputs) {
        return source.matrix(prefix + name, new Shape(outputs, inputs));
    }

    /** {@code name.weight} (outputs, inputs) and {@code name.bias} (outputs). */
    public Linear linear(String name, long outputs, long inputs) {
        return new Linear(matrix(name + ".weight", outputs, inputs), array(name + ".bias", outputs));
    }

    /** {@code name.weight} (outputs, inputs), no bias. */
    public Linear linearWithoutBias(String name, long outputs, long inputs) {
        return new Linear(matrix(name + ".weight", outputs, inputs), null);
    }

    /** {@code name.weight} and {@code name.bias}, both (width). */
    public LayerNorm layerNorm(String name, long width, double epsilon) {
        return new LayerNorm(array(name + ".weight", width), array(name + ".bias", width), epsilon);
    }

    /** {@code name.weight} (rows, width). */
    public Embedding embedding(String name, long rows, long width) {
        return new Embedding(array(name + ".weight", rows, width));
    }
}
