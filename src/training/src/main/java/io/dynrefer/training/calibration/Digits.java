package io.dynrefer.training.calibration;

import java.math.BigDecimal;
import java.math.MathContext;

/** Fitted numbers as they are written: six digits are more than they are sure of. */
final class Digits {
    private static final MathContext SIX = new MathContext(6);

    private Digits() {}

    static double of(double value) {
        return new BigDecimal(value).round(SIX).doubleValue();
    }
}
