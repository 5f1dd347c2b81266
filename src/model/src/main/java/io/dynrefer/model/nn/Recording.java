package io.dynrefer.model.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.function.Function;
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
        boolean recording = JniUtils.isGradMode();
        try (NDManager manager = Inference.newManager();
                NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            JniUtils.setGradMode(true);
            return body.apply(manager);
        } finally {
            JniUtils.setGradMode(recording);
        }
    }

    /** Adds the gradient of {@code loss}, a scalar, to every weight it was computed from. */
    public static void backward(NDArray loss) {
        NDArray one = loss.getManager().ones(loss.getShape()); // ()
        JniUtils.backward((PtNDArray) loss, (PtNDArray) one, false, false);
    }
}
