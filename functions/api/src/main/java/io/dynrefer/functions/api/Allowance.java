package io.dynrefer.functions.api;

import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** What one tenant may still ask for. Safe for use by several threads. */
final class Allowance {
    private final AccessSettings.Limits limits;
    private final Bucket requests;
    private final Bucket regions;
    private final AtomicLong bytes = new AtomicLong();

    /** @param clock nanoseconds, as {@link System#nanoTime} */
    Allowance(AccessSettings.Limits limits, LongSupplier clock) {
        this.limits = limits;
        this.requests = new Bucket(limits.requests(), clock);
        this.regions = new Bucket(limits.regions(), clock);
    }

    /** Counts a request in, with its body; {@link #end} counts the body out. */
    void begin(long length) {
        if (!requests.take(1)) {
            throw refusal("requests", "more than " + limits.requests() + " requests a minute");
        }
        if (bytes.addAndGet(length) > limits.bytes()) {
            bytes.addAndGet(-length);
            throw refusal("body", "requests in work with more than " + limits.bytes() + " bytes together");
        }
    }

    void end(long length) {
        bytes.addAndGet(-length);
    }

    /** Counts the regions of a request. */
    void regions(int count) {
        if (!regions.take(count)) {
            throw refusal("regions", "more than " + limits.regions() + " regions a minute");
        }
    }

    /** Refuses one more job where so many have no answer yet. */
    void jobs(int waiting) {
        if (waiting >= limits.jobs()) {
            throw refusal("jobs", limits.jobs() + " jobs without an answer");
        }
    }

    private static DynReferException refusal(String field, String what) {
        return new DynReferException(
                ErrorCode.TOO_MANY_REQUESTS,
                field,
                "This tenant has " + what + ", which is its limit; try again soon.");
    }

    /** So many a minute, all of them at once if none was taken for a minute. */
    private static final class Bucket {
        private final int perMinute;
        private final LongSupplier clock;
        private double left;
        private long since;

        Bucket(int perMinute, LongSupplier clock) {
            this.perMinute = perMinute;
            this.clock = clock;
            this.left = perMinute;
            this.since = clock.getAsLong();
        }

        synchronized boolean take(int count) {
            long now = clock.getAsLong();
            double minutes = (double) (now - since) / TimeUnit.MINUTES.toNanos(1);
            left = Math.min(perMinute, left + minutes * perMinute);
            since = now;
            if (count > left) {
                return false;
            }
            left -= count;
            return true;
        }
    }
}
