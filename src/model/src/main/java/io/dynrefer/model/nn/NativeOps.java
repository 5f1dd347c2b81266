package io.dynrefer.model.nn;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Operators that the engine has and its Java binding lacks, with a form in plain array operations for each.
 *
 * <p>An array of 16-bit brain floats is a bare handle: almost any operation of the binding on it ends the JVM, so such
 * arrays exist only inside {@link Matrix}.
 */
interface NativeOps {
    /** The form used by this process: the engine's own, or plain array operations where that does not load. */
    static NativeOps instance() {
        return Chosen.INSTANCE;
    }

    /**
     * {@code softmax(query · keyᵀ + bias) · value}; no scale is applied.
     *
     * @param query (n, heads, queries, size), already scaled
     * @param key (n, heads, keys, size)
     * @param value (n, heads, keys, size)
     * @param bias broadcastable to (n, heads, queries, keys), or none
     * @return (n, heads, queries, size)
     */
    NDArray attention(NDArray query, NDArray key, NDArray value, @Nullable NDArray bias);

    /** A matrix kept in bf16, made from 32-bit floats (rows, columns). The argument may be closed afterwards. */
    Matrix roundToBf16(NDArray matrix);

    /** A matrix kept in bf16, made from its bytes: U8 (rows, 2 * columns). The argument may be closed afterwards. */
    Matrix bf16OfBytes(NDArray bytes);

    /** The operators, chosen once, on first use. */
    final class Chosen {
        private static final System.Logger LOG = System.getLogger(NativeOps.class.getName());

        private static final NativeOps INSTANCE = choose();

        private Chosen() {}

        private static NativeOps choose() {
            try {
                return TorchScriptOps.load();
            } catch (IOException | EngineException e) {
                LOG.log(System.Logger.Level.WARNING, "Operator library does not load; using plain operations", e);
                return new PlainOps();
            }
        }
    }
}
