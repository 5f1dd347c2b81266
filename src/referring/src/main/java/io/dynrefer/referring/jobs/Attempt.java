package io.dynrefer.referring.jobs;

import io.dynrefer.referring.Problem;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import java.util.function.Consumer;

/** Whether a message that fails will be delivered again, and so what a failure means for its job. */
public enum Attempt {
    /** It will, so a failure that may pass is left to the next delivery. */
    MORE_TO_COME,
    /** It will not, so whatever fails now is the job's answer. */
    LAST;

    /** What a job's owner is told about a fault; the log of the step has the rest. */
    private static final Problem FAULT = new Problem(
            ErrorCode.INTERNAL, null, "Something went wrong here; the log has the details under the job's id.");

    /**
     * Does a job's step. Its failure is handed to {@code giveUp} to become the job's answer, unless another delivery
     * may help. Faults are thrown all the same, so that the message ends among the dead letters.
     */
    void run(Runnable step, Consumer<Problem> giveUp) {
        try {
            step.run();
        } catch (RuntimeException e) {
            boolean callers = e instanceof DynReferException known
                    && !known.code().retryable()
                    && known.code() != ErrorCode.INTERNAL;
            if (callers || this == LAST) {
                giveUp(e, giveUp);
            }
            if (!callers) {
                throw e;
            }
        }
    }

    private static void giveUp(RuntimeException failure, Consumer<Problem> giveUp) {
        try {
            giveUp.accept(failure instanceof DynReferException known ? Problem.of(known) : FAULT);
        } catch (RuntimeException e) { // The store or a listener is away, so the message has to stay.
            e.addSuppressed(failure);
            throw e;
        }
    }
}
