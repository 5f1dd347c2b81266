package io.dynrefer.referring.jobs;

import io.dynrefer.referring.Problem;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.region.OutOfMemory;
import java.util.function.Consumer;

/** Whether a message that fails will be delivered again, and so what a failure means for its job. */
public enum Attempt {
    /** It will, so a failure that may pass is left to the next delivery. */
    MORE_TO_COME,
    /** It will, as it was before: whoever had it last may have died of it. */
    AGAIN,
    /** It will not, so whatever fails now is the job's answer. */
    LAST,
    /** The last one came to no end, its process or its time having ended: that is the job's answer, without a try. */
    NONE_LEFT;

    private static final Problem BROKE = new Problem(
            ErrorCode.INTERNAL,
            null,
            "Every attempt at this job broke off before its end: it took longer than a step may, or more memory.");

    /** What a job's owner is told about a fault; the log of the step has the rest. */
    private static final Problem FAULT = new Problem(
            ErrorCode.INTERNAL, null, "Something went wrong here; the log has the details under the job's id.");

    /**
     * What a delivery is.
     *
     * @param received how often the message was delivered, this time included
     * @param most deliveries of a message before it goes to the dead letters, at least 2
     */
    public static Attempt of(int received, int most) {
        if (received >= most) {
            return NONE_LEFT;
        }
        if (received == most - 1) {
            return LAST;
        }
        return received > 1 ? AGAIN : MORE_TO_COME;
    }

    /**
     * Does a job's step. Its failure is handed to {@code giveUp} to become the job's answer, unless another delivery
     * may help. Faults are thrown all the same, so that the message ends among the dead letters.
     */
    void run(Runnable step, Consumer<Problem> giveUp) {
        if (this == NONE_LEFT) {
            giveUp.accept(BROKE);
            throw new IllegalStateException("the last attempt came to no end");
        }
        try {
            step.run();
        } catch (RuntimeException | Error e) {
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

    private static void giveUp(Throwable failure, Consumer<Problem> giveUp) {
        try {
            giveUp.accept(problem(failure));
        } catch (RuntimeException e) { // The store or a listener is away, so the message has to stay.
            e.addSuppressed(failure);
            throw e;
        }
    }

    private static Problem problem(Throwable failure) {
        if (OutOfMemory.in(failure)) {
            return Problem.of(OutOfMemory.refusal(failure));
        }
        return failure instanceof DynReferException known ? Problem.of(known) : FAULT;
    }
}
