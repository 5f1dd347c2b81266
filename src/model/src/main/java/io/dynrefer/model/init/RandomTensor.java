package io.dynrefer.model.init;

import io.dynrefer.safetensors.TensorSpec;
import java.nio.ByteBuffer;

/**
 * A tensor of uniform random numbers.
 *
 * <p>The i-th number depends on the seed, the tensor's name and i alone (a counter run through SplitMix64's finaliser),
 * so weights are the same however they are written.
 *
 * @param spec of 32-bit floats
 * @param mean of the numbers
 * @param deviation their standard deviation; 0 for a constant
 */
record RandomTensor(TensorSpec spec, double mean, double deviation) {
    private static final long INCREMENT = 0x9E3779B97F4A7C15L;
    private static final float UNIT = 0x1p-31f;

    /** Puts the numbers from {@code first} on into {@code target} until it is full or the tensor ends. */
    void fill(long seed, long first, ByteBuffer target) {
        long key = mix(seed ^ mix(hash(spec.name())));
        float center = (float) mean;
        float halfWidth = (float) (deviation * Math.sqrt(3)); // of a uniform distribution
        long count = Math.min(spec.elements() - first, target.remaining() / Float.BYTES);
        for (long i = first; i < first + count; i++) {
            int random = (int) mix(key + i * INCREMENT);
            target.putFloat(center + random * UNIT * halfWidth);
        }
    }

    private static long hash(String name) {
        long hash = 0;
        for (int i = 0; i < name.length(); i++) {
            hash = hash * 31 + name.charAt(i);
        }
        return hash;
    }

    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
