package io.dynrefer.views;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynrefer.region.PixelBox;
import org.junit.jupiter.api.Test;

class PerceptualHashTest {
    @Test
    void of_flatPicture_onlyTheFirstBit() {
        PerceptualHash hash = PerceptualHash.of(Pictures.flat(9, 7, 100), new PixelBox(0, 0, 9, 7));

        assertThat(hash.toString()).isEqualTo("1" + "0".repeat(63));
    }

    @Test
    void hammingDistance_countsDifferingBits() {
        PerceptualHash hash = new PerceptualHash(0b1011);

        assertThat(hash.hammingDistance(hash)).isZero();
        assertThat(hash.hammingDistance(new PerceptualHash(0b0110))).isEqualTo(3);
        assertThat(hash.hammingDistance(new PerceptualHash(~0b1011L))).isEqualTo(64);
    }

    @Test
    void toString_leadingZeros_kept() {
        assertThat(new PerceptualHash(1).toString()).isEqualTo("0".repeat(63) + "1");
    }
}
