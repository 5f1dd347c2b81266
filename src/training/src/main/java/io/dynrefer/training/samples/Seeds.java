package io.dynrefer.training.samples;

import java.util.SplittableRandom;

/** Seeds for parts of a training that must not depend on one another's order. */
public final class Seeds {
    private Seeds() {}

    /** The seed of one purpose at one place. */
    public static long of(long seed, String purpose, long position) {
        long mixed = new SplittableRandom(seed ^ ((long) purpose.hashCode() << 32)).nextLong();
        return new SplittableRandom(mixed + position).nextLong();
    }
}
