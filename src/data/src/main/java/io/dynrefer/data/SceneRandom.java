package io.dynrefer.data;

import java.util.Random;

/** Random numbers of one scene, independent of every other scene's. */
public final class SceneRandom {
    private static final long SPLIT_STEP = 0x9E3779B97F4A7C15L;
    private static final long INDEX_STEP = 0xBF58476D1CE4E5B9L;

    private SceneRandom() {}

    /** The generator for one scene; {@link Random}'s algorithm is fixed, so every Java version gives the same. */
    public static Random of(long seed, Split split, int index) {
        return new Random(mix(mix(seed + SPLIT_STEP * (split.ordinal() + 1)) + INDEX_STEP * (index + 1L)));
    }

    /** Spreads neighbouring numbers apart (the finalizer of MurmurHash3): {@link Random} starts alike on them. */
    private static long mix(long value) {
        long mixed = (value ^ value >>> 33) * 0xFF51AFD7ED558CCDL;
        mixed = (mixed ^ mixed >>> 33) * 0xC4CEB9FE1A85EC53L;
        return mixed ^ mixed >>> 33;
    }
}
