package io.dynrefer.region;

import java.util.stream.Stream;

/** Running out of memory is nobody's fault and may pass, however deep in another failure it is. */
public final class OutOfMemory {
    private OutOfMemory() {}

    /** Whether a failure comes from there. */
    public static boolean in(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(100) // causes may go round
                .anyMatch(OutOfMemoryError.class::isInstance);
    }

    /** A 503 that may be sent again. */
    public static DynReferException refusal(Throwable failure) {
        return new DynReferException(
                ErrorCode.OVER_CAPACITY,
                null,
                "There is not enough memory here for this at the moment; send it again soon.",
                failure);
    }
}
