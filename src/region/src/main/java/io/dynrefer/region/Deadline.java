package io.dynrefer.region;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * When nobody waits for the work of a thread any more. Whoever works in pieces looks between them, so that a request
 * ends soon after its time, however much it asks for. Travels in messages as milliseconds since 1970.
 */
public final class Deadline {
    private static final ThreadLocal<@Nullable Long> OF_THREAD = new ThreadLocal<>();

    private Deadline() {}

    /** The deadline so long from now. */
    public static long in(Duration time) {
        return System.currentTimeMillis() + time.toMillis();
    }

    /** The deadline of work that is shared: null if one of these is. */
    public static @Nullable Long latest(List<@Nullable Long> deadlines) {
        @Nullable Long latest = null;
        for (@Nullable Long deadline : deadlines) {
            if (deadline == null) {
                return null;
            }
            latest = latest == null ? deadline : Math.max(latest, deadline);
        }
        return latest;
    }

    /** Does work that is wanted until {@code deadline}; null: however long it takes. */
    public static <T> T during(@Nullable Long deadline, Supplier<T> work) {
        @Nullable Long outer = OF_THREAD.get();
        OF_THREAD.set(deadline);
        try {
            check();
            return work.get();
        } finally {
            OF_THREAD.set(outer);
        }
    }

    /**
     * Goes on unless the time is over.
     *
     * @throws DynReferException {@link ErrorCode#TIMED_OUT}
     */
    public static void check() {
        @Nullable Long deadline = OF_THREAD.get();
        if (deadline != null && System.currentTimeMillis() > deadline) {
            throw new DynReferException(
                    ErrorCode.TIMED_OUT,
                    "The answer takes longer than a request may. What was computed is kept where there is a store: send"
                            + " it again, or ask about fewer regions and words, or hand in a job.");
        }
    }
}
