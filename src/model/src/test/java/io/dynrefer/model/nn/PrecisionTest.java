package io.dynrefer.model.nn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrecisionTest {
    @Test
    void of_isBf16_onlyWhereTheProcessorMultipliesIt() {
        assertThat(Precision.of("model name : x\nflags\t\t: fpu avx2 avx512f\n"))
                .isEqualTo(Precision.FP32);
        assertThat(Precision.of("flags\t\t: fpu avx512_bf16 fma\n")).isEqualTo(Precision.BF16);
        assertThat(Precision.of("flags : amx_tile amx_bf16\n")).isEqualTo(Precision.BF16);
        assertThat(Precision.of("vmx flags : avx512_bf16\nbugs : amx_bf16\n")).isEqualTo(Precision.FP32);
        assertThat(Precision.of("")).isEqualTo(Precision.FP32);
    }

    @Test
    void suiting_smallWeights_isFp32OnEveryMachine() {
        assertThat(Precision.suiting((1L << 30) - 1)).isEqualTo(Precision.FP32);
        assertThat(Precision.suiting(1L << 30)).isEqualTo(Precision.ofThisMachine());
    }

    @Test
    void id_isLowerCase() {
        assertThat(Precision.BF16.id()).isEqualTo("bf16");
    }
}
