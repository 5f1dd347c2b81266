package io.dynrefer.research.scenes.rooms.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

final class TextureTest {
    /** Eight by eight, the left half black, the right half white. */
    private static BufferedImage halves() {
        BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
        for (int row = 0; row < 8; row++) {
            for (int column = 4; column < 8; column++) {
                image.setRGB(column, row, 0xffffff);
            }
        }
        image.setRGB(0, 7, 0x0000ff);
        return image;
    }

    @Test
    void at_repeatsAndRunsUpwards() {
        Texture texture = Texture.of(halves(), 8);
        assertThat(texture.at(0.01f, 0.01f)).isEqualTo(0xff0000ff);
        assertThat(texture.at(0.9f, 0.5f)).isEqualTo(0xffffffff);
        assertThat(texture.at(-0.1f, 3.5f)).isEqualTo(0xffffffff);
    }

    @Test
    void of_largerThanAllowed_isHalved() {
        Texture texture = Texture.of(halves(), 4);
        assertThat(texture.area()).isEqualTo(16);
        assertThat(texture.at(0.01f, 0.01f)).isEqualTo(0xff00003f);
    }

    @Test
    void forScreen_smallOnScreen_takesASmallerMip() {
        Texture texture = Texture.of(halves(), 8);
        assertThat(texture.forScreen(64, 64)).isSameAs(texture);
        assertThat(texture.forScreen(64, 16).area()).isEqualTo(16);
    }
}
