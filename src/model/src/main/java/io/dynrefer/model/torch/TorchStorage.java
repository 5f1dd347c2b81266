package io.dynrefer.model.torch;

import io.dynrefer.safetensors.TensorType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run of elements in a checkpoint.
 *
 * @param key its name in the file
 * @param elements how many
 */
record TorchStorage(String key, TensorType type, long elements) {
    private static final Map<String, TensorType> TYPES = Map.of(
            "FloatStorage", TensorType.F32,
            "HalfStorage", TensorType.F16,
            "BFloat16Storage", TensorType.BF16,
            "DoubleStorage", TensorType.F64,
            "LongStorage", TensorType.I64,
            "IntStorage", TensorType.I32,
            "ShortStorage", TensorType.I16,
            "CharStorage", TensorType.I8,
            "ByteStorage", TensorType.U8,
            "BoolStorage", TensorType.BOOL);

    /** The element type of a PyTorch class, or none for another class. */
    static @Nullable TensorType type(String className) {
        return TYPES.get(className);
    }
}
