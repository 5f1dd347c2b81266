package io.dynrefer.model.pretrained;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.dynrefer.model.nn.Inference;
import io.dynrefer.model.nn.WeightSource;
import io.dynrefer.region.DynReferException;
import io.dynrefer.safetensors.TensorType;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Tensors in memory as weights of a network. Closing it frees the arrays it handed out. */
public final class StoredWeights implements WeightSource, AutoCloseable {
    private final NDManager manager = Inference.newManager();
    private final Map<String, StoredTensor> tensors;

    public StoredWeights(List<StoredTensor> tensors) {
        this.tensors = tensors.stream()
                .collect(Collectors.toMap(tensor -> tensor.spec().name(), Function.identity()));
    }

    @Override
    public boolean contains(String name) {
        return tensors.containsKey(name);
    }

    @Override
    public Shape shape(String name) {
        return new Shape(find(name).spec().shape());
    }

    @Override
    public NDArray array(String name, Shape expected) {
        if (!shape(name).equals(expected)) {
            throw unlike(name + " has the shape " + shape(name) + ", the preset needs " + expected);
        }
        ByteBuffer content =
                find(name).content().duplicate().order(find(name).content().order());
        NDArray array = find(name).spec().type() == TensorType.F16
                ? manager.create(content, expected, DataType.FLOAT16).toType(DataType.FLOAT32, true)
                : manager.create(content, expected, DataType.FLOAT32); // of one type, toType would share what is freed
        NDScope.unregister(array);
        return array;
    }

    @Override
    public void close() {
        manager.close();
    }

    private StoredTensor find(String name) {
        StoredTensor tensor = tensors.get(name);
        if (tensor == null) {
            throw unlike(name + " is missing");
        }
        return tensor;
    }

    private static DynReferException unlike(String what) {
        return DynReferException.invalid(
                "inverted_residual", "The pretrained network is not the one that the preset describes: " + what + ".");
    }
}
