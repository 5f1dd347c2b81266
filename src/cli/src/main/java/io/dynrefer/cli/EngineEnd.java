package io.dynrefer.cli;

import io.dynrefer.model.nn.EngineCalls;
import java.time.Duration;

/** What a signal that ends the command waits for: the call into the engine that is under way, which it would crash. */
final class EngineEnd {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Thread HOOK = new Thread(EngineEnd::end, "engine-end");

    private EngineEnd() {}

    /** From now on the end of the process waits. */
    static void await() {
        Runtime.getRuntime().addShutdownHook(HOOK);
    }

    /** For a command that stops its own work at the end of the process, and calls the engine for that. */
    static void dontAwait() {
        try {
            Runtime.getRuntime().removeShutdownHook(HOOK);
        } catch (IllegalStateException ignored) {
            // The process is ending.
        }
    }

    private static void end() {
        try {
            EngineCalls.OF_PROCESS.end(PATIENCE); // After that time the process ends all the same.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
