package io.dynrefer.model.torch;

import java.util.List;

/**
 * A tensor as a checkpoint describes it: a view of a storage, which several tensors may share.
 *
 * @param storage where the elements lie
 * @param offset the first element
 * @param shape sizes, outermost first
 * @param strides elements from one entry of an axis to the next; 0 repeats
 */
record TorchTensor(TorchStorage storage, long offset, List<Long> shape, List<Long> strides) {
    TorchTensor {
        shape = List.copyOf(shape);
        strides = List.copyOf(strides);
        if (offset < 0
                || shape.size() != strides.size()
                || shape.stream().anyMatch(size -> size < 0)
                || strides.stream().anyMatch(stride -> stride < 0)) {
            throw new IllegalArgumentException(
                    "a tensor with offset " + offset + ", shape " + shape + " and strides " + strides);
        }
        if (Math.addExact(offset, span(shape, strides)) > storage.elements()) {
            throw new IllegalArgumentException("a tensor " + shape + " that does not fit its storage");
        }
    }

    /** Elements from the first to the last, both counted. */
    long span() {
        return span(shape, strides);
    }

    /** Whether the elements lie in the storage one after the other, in order. */
    boolean contiguous() {
        long expected = 1;
        for (int axis = shape.size() - 1; axis >= 0; axis--) {
            if (shape.get(axis) != 1 && strides.get(axis) != expected) {
                return false;
            }
            expected = Math.multiplyExact(expected, shape.get(axis));
        }
        return true;
    }

    private static long span(List<Long> shape, List<Long> strides) {
        long last = 0;
        for (int axis = 0; axis < shape.size(); axis++) {
            if (shape.get(axis) == 0) {
                return 0;
            }
            last = Math.addExact(last, Math.multiplyExact(shape.get(axis) - 1, strides.get(axis)));
        }
        return last + 1;
    }
}
