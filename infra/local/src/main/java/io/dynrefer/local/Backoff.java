package io.dynrefer.local;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Tries again at longer and longer intervals: at once, then after 1, 2, 4, … and at most 60 seconds. */
public final class Backoff {
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final int DOUBLINGS = 6;

    private final ScheduledExecutorService clock;

    /** @param name of the thread on which it is tried again */
    public Backoff(String name) {
        this.clock = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Does something after so many failures in a row. */
    public void after(int failures, Runnable work) {
        Duration pause = failures == 0 ? Duration.ZERO : Duration.ofSeconds(1L << Math.min(failures - 1, DOUBLINGS));
        long millis = Math.min(pause.toMillis(), LONGEST.toMillis());
        ScheduledFuture<?> unused = clock.schedule(work, millis, TimeUnit.MILLISECONDS);
    }
}
