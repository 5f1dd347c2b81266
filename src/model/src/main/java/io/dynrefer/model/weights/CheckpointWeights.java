package io.dynrefer.model.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.dynrefer.model.nn.Bf16;
import io.dynrefer.model.nn.Inference;
import io.dynrefer.model.nn.Matrix;
import io.dynrefer.model.nn.Precision;
import io.dynrefer.model.nn.WeightSource;
import io.dynrefer.safetensors.SafeTensorsFile;
import io.dynrefer.safetensors.TensorEntry;
import io.dynrefer.safetensors.TensorSpec;
import io.dynrefer.safetensors.TensorType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.util.Collections;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A checkpoint's tensors as arrays: 32-bit ones are the mapped file itself, no copy.
 *
 * <p>Writing to such an array ends the JVM, as the mapping is read-only; training works on copies. Closing it frees all
 * arrays it handed out.
 */
public final class CheckpointWeights implements WeightSource, AutoCloseable {
    /** Below this size a copy is cheaper than a mapping of its own. */
    private static final long COPIED_BELOW_BYTES = 64 * 1024;

    private final Checkpoint checkpoint;
    private final Precision precision;
    private final NDManager manager;
    private final Set<String> opened = ConcurrentHashMap.newKeySet();

    /** Takes over {@code checkpoint} and closes it. */
    public CheckpointWeights(Checkpoint checkpoint, Precision precision) {
        this.checkpoint = checkpoint;
        this.precision = precision;
        this.manager = Inference.newManager();
    }

    @Override
    public boolean contains(String name) {
        return checkpoint.names().contains(name);
    }

    @Override
    public Shape shape(String name) {
        return shapeOf(checkpoint.file(name).entry(name).spec());
    }

    @Override
    public NDArray array(String name, Shape expected) {
        SafeTensorsFile file = checkpoint.file(name);
        TensorEntry entry = checked(file, name, expected);
        NDArray array = switch (entry.spec().type()) {
            case F32 -> manager.create(content(file, entry), expected, DataType.FLOAT32);
            case BF16 -> manager.create(expand(content(file, entry)), expected, DataType.FLOAT32);
            case F16 -> converted(manager.create(content(file, entry), expected, DataType.FLOAT16));
            case F64 -> converted(manager.create(content(file, entry), expected, DataType.FLOAT64));
            case I8 -> eightBits(file, entry, expected);
            case I64, I32, I16, U8, BOOL ->
                throw new WeightsException(
                        file.path(), "tensor '" + name + "' is " + entry.spec().type() + ", not a float");
        };
        NDScope.unregister(array);
        return array;
    }

    @Override
    public Matrix matrix(String name, Shape expected) {
        SafeTensorsFile file = checkpoint.file(name);
        if (precision == Precision.BF16 && file.entry(name).spec().type() == TensorType.BF16) {
            TensorEntry entry = checked(file, name, expected);
            Shape byteShape = new Shape(expected.get(0), expected.get(1) * Short.BYTES);
            try (NDArray bytes = manager.create(content(file, entry), byteShape, DataType.UINT8)) {
                return Matrix.ofBf16Bytes(bytes);
            }
        }
        NDArray array = array(name, expected);
        if (precision == Precision.FP32) {
            return Matrix.of(array);
        }
        try (array) {
            return Matrix.of(array, precision);
        }
    }

    /** The names of the tensors handed out so far. */
    public Set<String> opened() {
        return Collections.unmodifiableSet(opened);
    }

    @Override
    public void close() {
        manager.close();
        checkpoint.close();
    }

    private TensorEntry checked(SafeTensorsFile file, String name, Shape expected) {
        TensorEntry entry = file.entry(name);
        if (!shapeOf(entry.spec()).equals(expected)) {
            throw new WeightsException(
                    file.path(),
                    "tensor '" + name + "' has the shape " + shapeOf(entry.spec()) + ", expected " + expected);
        }
        opened.add(name);
        return entry;
    }

    private static ByteBuffer content(SafeTensorsFile file, TensorEntry entry) {
        boolean copied = entry.bytes() < COPIED_BELOW_BYTES || !file.aligned(entry);
        return copied ? file.read(entry) : file.map(entry);
    }

    private static NDArray converted(NDArray array) {
        try (array) {
            return array.toType(DataType.FLOAT32, true);
        }
    }

    private NDArray eightBits(SafeTensorsFile file, TensorEntry entry, Shape expected) {
        NDArray scales = array(EightBits.scalesOf(entry.spec().name()), new Shape(expected.get(0), 1));
        try (scales;
                NDArray values = manager.create(content(file, entry), expected, DataType.INT8)) {
            return EightBits.floats(values, scales);
        }
    }

    private static ByteBuffer expand(ByteBuffer bf16) {
        ShortBuffer values = bf16.asShortBuffer();
        ByteBuffer expanded = ByteBuffer.allocateDirect(Math.multiplyExact(values.remaining(), Float.BYTES))
                .order(ByteOrder.nativeOrder());
        for (int i = 0; i < values.remaining(); i++) {
            expanded.putFloat(i * Float.BYTES, Bf16.toFloat(values.get(i)));
        }
        return expanded;
    }

    private static Shape shapeOf(TensorSpec spec) {
        return new Shape(spec.shape());
    }
}
