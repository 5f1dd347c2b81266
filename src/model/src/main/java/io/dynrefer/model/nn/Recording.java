package io.dynrefer.model.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The way into the engine for training: runs a body with gradient recording on and frees everything it made.
 *
 * <p>The engine's gradients add up in the weights until they are cleared, so several bodies may contribute to one step.
 */
public final class Recording {
    private Recording() {}

    /**
     * Runs {@code body} and returns its result, which must not be an array: every array made meanwhile is closed.
     *
     * @param body gets the manager to create its inputs with
     */
    public static <T extends @Nullable Object> T call(Function<NDManager, T> body) {
        try (NDManager manager = Inference.newManager();
                NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            return recorded(() -> body.apply(manager));
        }
    }

    /** The engine must be there: its mode cannot be asked for before its libraries are loaded. */
    private static <T extends @Nullable Object> T recorded(Supplier<T> body) {
        boolean recording = JniUtils.isGradMode();
        JniUtils.setGradMode(true);
        try {
            return body.get();
        } finally {
            JniUtils.setGradMode(recording);
        }
    }

    /** Starts the engine's generator anew, from which {@link Dropout} draws. */
    public static void seed(long seed) {
        JniUtils.setSeed(seed);
    }

    /** Adds the gradient of {@code loss}, a scalar, to every weight it was computed from. */
    public static void backward(NDArray loss) {
        NDArray one = loss.getManager().ones(loss.getShape()); // ()
        JniUtils.backward((PtNDArray) loss, (PtNDArray) one, false, false);
    }
}
