package io.dynrefer.model.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Bf16Test {
    @Test
    void ofFloat_isTheNearest() {
        Random random = new Random(7);
        for (int i = 0; i < 10_000; i++) {
            float value = (float) (random.nextGaussian() * Math.pow(10, random.nextInt(20) - 10));
            short nearest = Bf16.ofFloat(value);
            for (int neighbour : new int[] {nearest - 1, nearest + 1}) {
                assertThat(distance(value, nearest))
                        .as("seed 7, value %s", value)
                        .isLessThanOrEqualTo(distance(value, (short) neighbour));
            }
        }
    }

    @Test
    void ofFloat_breaksTiesToEven_andKeepsSpecialValues() {
        assertThat(Bf16.toFloat(Bf16.ofFloat(1 + 0x1p-8f))).isEqualTo(1f);
        assertThat(Bf16.toFloat(Bf16.ofFloat(1 + 3 * 0x1p-8f))).isEqualTo(1 + 0x1p-6f);
        assertThat(Bf16.toFloat(Bf16.ofFloat(Float.NaN))).isNaN();
        assertThat(Bf16.toFloat(Bf16.ofFloat(Float.NEGATIVE_INFINITY))).isEqualTo(Float.NEGATIVE_INFINITY);
        assertThat(Bf16.toFloat(Bf16.ofFloat(-0f))).isEqualTo(-0f);
    }

    private static BigDecimal distance(float value, short bf16) {
        return new BigDecimal(value)
                .subtract(new BigDecimal(Bf16.toFloat(bf16)))
                .abs();
    }
}
