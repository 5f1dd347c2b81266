package io.dynrefer.model.nn;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.pytorch.jni.JniUtils;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The one way into the engine: runs a body with gradient recording off and frees everything it made.
 *
 * <p>Gradient recording is a setting of the thread and on by default, in every thread but the one that started the
 * engine; a body that forgot to turn it off would keep every intermediate alive.
 */
public final class Inference {
    private static final Engine ENGINE;

    static {
        // The engine would otherwise fetch libraries and call a metadata address at start-up.
        setUnlessSet("DJL_OFFLINE", "true");
        setUnlessSet("OPT_OUT_TRACKING", "true");
        ENGINE = Engine.getEngine("PyTorch");
    }

    private Inference() {}

    /** The GPUs that the engine finds. */
    public static int gpus() {
        return ENGINE.getGpuCount();
    }

    /**
     * Runs {@code body} and returns its result, which must not be an array: every array made meanwhile is closed.
     *
     * @param body gets the manager to create its inputs with
     */
    public static <T extends @Nullable Object> T call(Function<NDManager, T> body) {
        return EngineCalls.OF_PROCESS.call(() -> run(body));
    }

    private static <T extends @Nullable Object> T run(Function<NDManager, T> body) {
        boolean recording = JniUtils.isGradMode();
        JniUtils.setGradMode(false);
        try (NDManager manager = newManager();
                NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            return body.apply(manager);
        } finally {
            JniUtils.setGradMode(recording);
        }
    }

    /** A manager of its own for arrays that outlive a call: weights. The caller closes it. */
    public static NDManager newManager() {
        return ENGINE.newBaseManager();
    }

    private static void setUnlessSet(String name, String value) {
        if (System.getenv(name) == null && System.getProperty(name) == null) {
            System.setProperty(name, value);
        }
    }
}
