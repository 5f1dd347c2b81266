package io.dynrefer.model.nn;

/** 16-bit brain floats: the upper half of a 32-bit float. */
public final class Bf16 {
    private Bf16() {}

    /** The nearest brain float, ties to even; NaN stays NaN. */
    public static short ofFloat(float value) {
        int bits = Float.floatToIntBits(value);
        if (Float.isNaN(value)) {
            return (short) (bits >>> 16);
        }
        int roundUp = 0x7FFF + ((bits >>> 16) & 1);
        return (short) ((bits + roundUp) >>> 16);
    }

    /** The same value as a 32-bit float. */
    public static float toFloat(short value) {
        return Float.intBitsToFloat(value << 16);
    }
}
