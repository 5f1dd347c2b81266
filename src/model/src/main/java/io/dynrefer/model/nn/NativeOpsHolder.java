package io.dynrefer.model.nn;

import ai.djl.engine.EngineException;
import java.io.IOException;

/** Chooses the operators once, on first use. */
final class NativeOpsHolder {
    private static final System.Logger LOG = System.getLogger(NativeOps.class.getName());

    static final NativeOps INSTANCE = choose();

    private NativeOpsHolder() {}

    private static NativeOps choose() {
        try {
            return TorchScriptOps.load();
        } catch (IOException | EngineException e) {
            LOG.log(System.Logger.Level.WARNING, "Operator library does not load; using plain operations", e);
            return new PlainOps();
        }
    }
}
