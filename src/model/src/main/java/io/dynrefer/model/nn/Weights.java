package io.dynrefer.model.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.jspecify.annotations.Nullable;

/** Weights below one prefix of a checkpoint's names, and the layers made from them. */
public final class Weights {
    private final WeightSource source;
    private final String prefix; // empty, or ends with a dot
    private final Dropout dropout;
    private final @Nullable Probe probe;

    private Weights(WeightSource source, String prefix, Dropout dropout, @Nullable Probe probe) {
        this.source = source;
        this.prefix = prefix;
        this.dropout = dropout;
        this.probe = probe;
    }

    /** All weights of a source. */
    public static Weights of(WeightSource source) {
        return new Weights(source, "", Dropout.NONE, null);
    }

    /** The same for layers that are trained with dropout. */
    public Weights with(Dropout dropout) {
        return new Weights(source, prefix, dropout, probe);
    }

    /** The same for layers that a probe sees run: those made by the methods below that return a {@link Layer}. */
    public Weights watchedBy(Probe probe) {
        return new Weights(source, prefix, dropout, probe);
    }

    /** The weights whose names start with {@code name} and a dot. */
    public Weights at(String name) {
        return new Weights(source, prefix + name + ".", dropout, probe);
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
    public Layer linear(String name, long outputs, long inputs) {
        return watched(name, new Linear(matrix(name + ".weight", outputs, inputs), array(name + ".bias", outputs)));
    }

    /** {@code name.weight} (outputs, inputs), no bias. */
    public Layer linearWithoutBias(String name, long outputs, long inputs) {
        return watched(name, new Linear(matrix(name + ".weight", outputs, inputs), null));
    }

    /** {@code name.weight} and {@code name.bias}, both (width). */
    public Layer layerNorm(String name, long width, double epsilon) {
        return watched(name, new LayerNorm(array(name + ".weight", width), array(name + ".bias", width), epsilon));
    }

    /** {@code name.weight} (width). */
    public Layer rmsNorm(String name, long width, double epsilon) {
        return watched(name, new RmsNorm(array(name + ".weight", width), epsilon));
    }

    /** {@code name.weight} (rows, width): INT64 (…) to (…, width). */
    public Layer embedding(String name, long rows, long width) {
        return watched(name, new Embedding(array(name + ".weight", rows, width)));
    }

    /** The matrix {@code name} (inputs, outputs): (…, inputs) times it. */
    public Layer projection(String name, long inputs, long outputs) {
        NDArray matrix = array(name, inputs, outputs);
        return watched(name, input -> input.matMul(matrix));
    }

    /**
     * {@code name.weight} and {@code name.bias} (outputs): a convolution (n, inputs, h, w) to (n, outputs, h', w').
     *
     * @param kernel (outputs, inputs / groups, size, size)
     * @param padding zeros around the map
     */
    public Layer convolution(String name, Shape kernel, int stride, int padding, int groups) {
        NDArray weight = array(name + ".weight", kernel.getShape());
        NDArray bias = array(name + ".bias", kernel.get(0));
        Shape strides = new Shape(stride, stride);
        Shape zeros = new Shape(padding, padding);
        return watched(
                name,
                map -> map.getNDArrayInternal()
                        .convolution(map, weight, bias, strides, zeros, new Shape(1, 1), groups)
                        .head());
    }

    private Layer watched(String name, Layer layer) {
        if (probe == null) {
            return layer;
        }
        Probe seeing = probe;
        return input -> {
            NDArray output = layer.forward(input);
            seeing.record(prefix + name, input, output);
            return output;
        };
    }
}
