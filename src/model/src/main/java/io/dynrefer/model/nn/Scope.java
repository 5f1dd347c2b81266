package io.dynrefer.model.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Frees a layer's intermediates as soon as its result is there, so that memory peaks at one layer, not at the sum. */
public final class Scope {
    private Scope() {}

    /** Runs {@code body}; of all arrays made meanwhile only the result survives, in the enclosing scope if any. */
    public static NDArray of(Supplier<NDArray> body) {
        NDArray result;
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            result = body.get();
            NDScope.unregister(result);
        }
        NDScope.register(result);
        return result;
    }

    /**
     * Runs the input through the layers one after the other, each in its own scope, freeing each layer's input once its
     * output is there. The input of the first stays with the caller.
     */
    public static <L> NDArray chain(NDArray input, List<L> layers, Function<L, Function<NDArray, NDArray>> forward) {
        NDArray current = input;
        for (L layer : layers) {
            NDArray before = current;
            current = of(() -> forward.apply(layer).apply(before));
            if (before != input) {
                before.close();
            }
        }
        return current;
    }
}
