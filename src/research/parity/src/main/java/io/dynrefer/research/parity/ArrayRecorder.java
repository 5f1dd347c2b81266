package io.dynrefer.research.parity;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.dynrefer.model.nn.Inference;
import io.dynrefer.model.nn.Probe;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps a copy of every intermediate result, and compares it with a file's array of the same name. */
final class ArrayRecorder implements Probe {
    private final Map<String, Recorded> recorded = new LinkedHashMap<>();
    private String suffix = "";

    private record Recorded(long[] shape, float[] values) {}

    /** What follows is recorded with {@code suffix} behind its name, for parts that run more than once. */
    void suffix(String suffix) {
        this.suffix = suffix;
    }

    @Override
    public void record(String name, NDArray value) {
        float[] values = value.toType(DataType.FLOAT32, false).toFloatArray();
        recorded.put(name + suffix, new Recorded(value.getShape().getShape(), values));
    }

    /** Compares the array {@code expected} of a file with what was recorded as {@code name}; fails if nothing was. */
    void compare(ParityReport report, ArrayFile file, String expected, String name, double tolerance) {
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

    private static float[] values(ArrayFile file, String name) {
        if (!file.dtype(name).equals("I64")) {
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
