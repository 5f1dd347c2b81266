package io.dynrefer.referring.jobs;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Waiting for a stage. */
final class Stages {
    private Stages() {}

    /** The stage's value, or its failure thrown as it was. */
    static <T> T join(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Does something after a stage: in this thread if the stage is done already, whose failure is thrown then. */
    static void whenDone(CompletionStage<Void> stage, Runnable next) {
        CompletableFuture<Void> after = stage.thenRun(next).toCompletableFuture();
        if (after.isDone()) {
            join(after);
        }
    }
}
