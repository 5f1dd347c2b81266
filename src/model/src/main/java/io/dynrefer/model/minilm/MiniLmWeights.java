package io.dynrefer.model.minilm;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import io.dynrefer.model.nn.Inference;
import io.dynrefer.model.nn.WeightSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * MiniLM's weights by BERT's names ({@code encoder.layer.0.attention.self.query.weight}), from the ONNX file of its
 * library. The file's eight-bit matrices become 32-bit ones; its rounding of activations is left out.
 */
final class MiniLmWeights implements WeightSource, AutoCloseable {
    private static final String FILE = "/all-minilm-l6-v2-q.onnx";
    private static final String WEIGHT = ".weight";

    private final NDManager manager = Inference.newManager();
    private final OnnxGraph graph;

    private MiniLmWeights(OnnxGraph graph) {
        this.graph = graph;
    }

    static MiniLmWeights open() {
        return new MiniLmWeights(OnnxGraph.read(ByteBuffer.wrap(resource(FILE))));
    }

    /** A file of MiniLM's library. */
    static byte[] resource(String name) {
        try (InputStream stream = MiniLmWeights.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("the class path lacks MiniLM's " + name);
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("MiniLM's " + name + " cannot be read", e);
        }
    }

    @Override
    public boolean contains(String name) {
        return graph.find(name) != null || product(name) != null;
    }

    @Override
    public Shape shape(String name) {
        OnnxValues product = product(name);
        if (product != null) {
            return new Shape(product.shape().get(1), product.shape().get(0));
        }
        return new Shape(
                found(name).shape().stream().mapToLong(Integer::longValue).toArray());
    }

    @Override
    public NDArray array(String name, Shape expected) {
        if (!shape(name).equals(expected)) {
            throw new IllegalStateException("MiniLM's " + name + " has the shape " + shape(name) + ", not " + expected);
        }
        OnnxValues product = product(name);
        float[] values = product == null ? found(name).toArray() : product.toTransposedArray();
        NDArray array = manager.create(values, expected);
        NDScope.unregister(array);
        return array;
    }

    @Override
    public void close() {
        manager.close();
    }

    private @Nullable OnnxValues product(String name) {
        return name.endsWith(WEIGHT) ? graph.findMatrix(name.substring(0, name.length() - WEIGHT.length())) : null;
    }

    private OnnxValues found(String name) {
        OnnxValues values = graph.find(name);
        if (values == null) {
            throw new IllegalStateException("MiniLM's file has no " + name);
        }
        return values;
    }
}
