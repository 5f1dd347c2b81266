package io.dynrefer.research.parity;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.dynrefer.model.nn.Inference;
import io.dynrefer.model.nn.Probe;
import io.dynrefer.safetensors.SafeTensorsDocument;
import io.dynrefer.safetensors.TensorType;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps a copy of what layers are given and make, by the names of a file's arrays, and compares the two. */
final class ArrayRecorder implements Probe {
    private final ArrayNames names;
    private final Map<String, Recorded> recorded = new LinkedHashMap<>();
    private String suffix = "";

    private record Recorded(long[] shape, float[] values) {}

    ArrayRecorder(ArrayNames names) {
        this.names = names;
    }

    /** What follows is recorded with {@code suffix} behind its name, for parts that run more than once. */
    void suffix(String suffix) {
        this.suffix = suffix;
    }

    @Override
    public void record(String layer, NDArray input, NDArray output) {
        names.ofInput(layer).forEach(name -> record(name, input));
        names.ofOutput(layer).forEach(name -> record(name, output));
    }

    /** Maps (n, channels, h, w) are kept as (n, h*w, channels). */
    void record(String name, NDArray value) {
        Shape shape = value.getShape();
        NDArray kept = shape.dimension() == 4
                ? value.reshape(shape.get(0), shape.get(1), -1).transpose(0, 2, 1)
                : value;
        float[] values = kept.toType(DataType.FLOAT32, false).toFloatArray();
        recorded.put(name + suffix, new Recorded(kept.getShape().getShape(), values));
    }

    /** Compares the array {@code expected} of a file with what was recorded as {@code name}; fails if nothing was. */
    void compare(ParityReport report, SafeTensorsDocument file, String expected, String name, double tolerance) {
        Recorded actual = recorded.get(name);
        if (actual == null) {
            report.floats(expected, values(file, expected), new float[0], tolerance);
            return;
        }
        float[] wanted = values(file, expected);
        long[] shape = file.shape(expected);
        if (shape.length == 4 && actual.shape().length == 3) {
            wanted = channelsLast(wanted, shape);
            shape = new long[] {shape[0], shape[2] * shape[3], shape[1]};
        }
        if (Arrays.equals(shape, actual.shape())) {
            report.floats(expected, wanted, actual.values(), tolerance);
        } else {
            report.exact(expected + " shape", boxed(shape), boxed(actual.shape()));
        }
    }

    private static float[] values(SafeTensorsDocument file, String name) {
        if (file.type(name) != TensorType.I64) {
            return file.floats(name);
        }
        long[] whole = file.longs(name);
        float[] values = new float[whole.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = whole[i];
        }
        return values;
    }

    private static List<Long> boxed(long[] shape) {
        return Arrays.stream(shape).boxed().toList();
    }

    /** Maps are (n, channels, h, w) in the research code and (n, h*w, channels) here. */
    private static float[] channelsLast(float[] values, long[] shape) {
        return Inference.call((NDManager manager) -> manager.create(values, new Shape(shape))
                .reshape(shape[0], shape[1], shape[2] * shape[3])
                .transpose(0, 2, 1)
                .toFloatArray());
    }
}
