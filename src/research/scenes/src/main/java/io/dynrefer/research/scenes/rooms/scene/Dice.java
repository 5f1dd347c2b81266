package io.dynrefer.research.scenes.rooms.scene;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Draws from a random generator in the few ways that a scene needs. Not thread-safe. */
public final class Dice {
    private final Random random;

    public Dice(Random random) {
        this.random = random;
    }

    /** One of {@code options}, all equally likely. */
    public <T> T pick(List<T> options) {
        return options.get(random.nextInt(options.size()));
    }

    /** True with this probability. */
    public boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** A number from {@code low} to {@code high}. */
    public float between(double low, double high) {
        return (float) (low + (high - low) * random.nextDouble());
    }

    /** A whole number from {@code low} to {@code high}, both included. */
    public int whole(int low, int high) {
        return low + random.nextInt(high - low + 1);
    }

    /** {@code options} in random order. */
    public <T> List<T> shuffled(List<T> options) {
        List<T> shuffled = new ArrayList<>(options);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }

    /** New dice that depend on these, for a part that must not disturb what comes after it. */
    public Dice fork() {
        return new Dice(new Random(random.nextLong()));
    }
}
