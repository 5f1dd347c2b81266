package io.dynrefer.model.t5;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/** Inputs and loss for learning to say given texts. */
public final class TeacherForcing {
    /** Marks places of the labels that do not count. */
    public static final long IGNORED = -100;

    private TeacherForcing() {}

    /** The labels INT64 (n, tokens) moved on by one place, the start token first and padding where nothing counts. */
    public static NDArray decoderInput(NDArray labels, long startId, long padId) {
        long rows = labels.getShape().get(0);
        int length = Math.toIntExact(labels.getShape().get(1));
        long[] values = labels.toLongArray();
        long[] shifted = new long[values.length];
        for (int i = 0; i < values.length; i++) {
            long before = i % length == 0 ? startId : values[i - 1];
            shifted[i] = before == IGNORED ? padId : before;
        }
        return labels.getManager().create(shifted, new Shape(rows, length));
    }

    /**
     * Mean cross-entropy over the places that count; at least one must.
     *
     * @param logits (n, tokens, vocabulary)
     * @param labels INT64 (n, tokens), {@link #IGNORED} where a place does not count
     * @return ()
     */
    public static NDArray loss(NDArray logits, NDArray labels) {
        NDArray flat = labels.reshape(-1, 1); // (n * tokens, 1)
        NDArray counts = flat.neq(IGNORED).toType(DataType.FLOAT32, false);
        NDArray classes = flat.mul(flat.neq(IGNORED).toType(DataType.INT64, false));
        NDArray picked =
                logits.reshape(-1, logits.getShape().get(2)).logSoftmax(-1).gather(classes, 1); // (n * tokens, 1)
        NDArray total = picked.mul(counts).sum().neg();
        return total.div(counts.sum());
    }
}
