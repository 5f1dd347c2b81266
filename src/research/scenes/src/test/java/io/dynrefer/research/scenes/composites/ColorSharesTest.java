package io.dynrefer.research.scenes.composites;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ColorSharesTest {
    @ParameterizedTest
    @CsvSource({
        "000000, BLACK", "FFFFFF, WHITE", "808080, GRAY", "D01010, RED", "F08010, ORANGE", "F0E020, YELLOW",
        "20A030, GREEN", "2040C0, BLUE", "8030B0, PURPLE", "F040B0, PINK", "F090A0, PINK", "7A4A20, BROWN",
        "F0F0E0, WHITE", "282828, BLACK"
    })
    void of_aColor_namesIt(String rgb, String name) {
        int color = Integer.parseInt(rgb, 16);
        assertThat(BasicColor.of((color >> 16) / 255f, (color >> 8 & 0xFF) / 255f, (color & 0xFF) / 255f))
                .isEqualTo(BasicColor.valueOf(name));
    }

    private static ColorShares stripes(int... colors) {
        BufferedImage image = new BufferedImage(colors.length + 1, 1, BufferedImage.TYPE_INT_ARGB);
        for (int x = 0; x < colors.length; x++) {
            image.setRGB(x, 0, 0xFF000000 | colors[x]);
        }
        image.setRGB(colors.length, 0, 0x4000FF00); // mostly transparent: does not count
        return ColorShares.of(AlphaImage.of(image));
    }

    @Test
    void main_halfOrMore_isTheColor() {
        ColorShares shares = stripes(0xD01010, 0xD01010, 0xD01010, 0x000000);
        assertThat(shares.main()).containsExactly(BasicColor.RED);
        assertThat(shares.absent()).contains(BasicColor.GREEN).doesNotContain(BasicColor.BLACK, BasicColor.RED);
    }

    @Test
    void main_twoLargeParts_areBothColors() {
        assertThat(stripes(0x000000, 0x000000, 0x000000, 0xFFFFFF, 0xFFFFFF).main())
                .containsExactly(BasicColor.BLACK, BasicColor.WHITE);
    }

    @Test
    void main_manyColors_isNone() {
        assertThat(stripes(0xD01010, 0x20A030, 0x2040C0, 0xF0E020, 0xFFFFFF).main())
                .isEmpty();
    }
}
