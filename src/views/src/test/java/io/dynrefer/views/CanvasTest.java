package io.dynrefer.views;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynrefer.region.RgbImage;
import io.dynrefer.views.Canvas.Rectangle;
import org.junit.jupiter.api.Test;

class CanvasTest {
    private static final int PAPER = 0x102030;
    private static final int RED = 0xFF0000;
    private static final Rectangle EVERYTHING = new Rectangle(0, 0, 12, 10);

    private final Canvas canvas = new Canvas(EVERYTHING.width(), EVERYTHING.height(), PAPER);

    @Test
    void fill_areaPartlyOrWhollyOutside_onlyWhatIsInside() {
        canvas.fill(new Rectangle(-5, 8, 7, 9), RED);
        canvas.fill(new Rectangle(40, 2, 3, 3), RED);
        canvas.fill(new Rectangle(3, 3, -2, 4), RED);

        assertRedExactlyWhere((x, y) -> x < 2 && y >= 8);
    }

    @Test
    void outline_area_itsRimOnly() {
        canvas.outline(new Rectangle(2, 1, 8, 7), 2, RED);

        assertRedExactlyWhere((x, y) -> x >= 2 && x < 10 && y >= 1 && y < 8 && !(x >= 4 && x < 8 && y >= 3 && y < 6));
    }

    @Test
    void write_pointAtTheBaseline_twoByTwoPixelsEachWay() {
        canvas.write(".", 3, -4, RED);

        assertRedExactlyWhere((x, y) -> x >= 3 && x < 5 && y >= 8);
    }

    @Test
    void drawImage_smallImage_topLeftCorner() {
        canvas.drawImage(Pictures.flat(3, 2, 0x77));

        RgbImage drawn = drawn();
        assertThat(colour(drawn, 2, 1)).isEqualTo(0x777777);
        assertThat(colour(drawn, 3, 1)).isEqualTo(PAPER);
        assertThat(colour(drawn, 2, 2)).isEqualTo(PAPER);
    }

    @Test
    void intersects_touchingAndOverlapping_overlappingOnly() {
        assertThat(EVERYTHING.intersects(new Rectangle(12, 0, 4, 4))).isFalse();
        assertThat(EVERYTHING.intersects(new Rectangle(0, -4, 4, 4))).isFalse();
        assertThat(EVERYTHING.intersects(new Rectangle(11, 9, 4, 4))).isTrue();
    }

    private void assertRedExactlyWhere(Where where) {
        RgbImage drawn = drawn();
        for (int y = 0; y < drawn.height(); y++) {
            for (int x = 0; x < drawn.width(); x++) {
                assertThat(colour(drawn, x, y)).as("x %d, y %d", x, y).isEqualTo(where.test(x, y) ? RED : PAPER);
            }
        }
    }

    private RgbImage drawn() {
        return new ImageReader(ImageLimits.DEFAULT).read(canvas.png()).image();
    }

    private static int colour(RgbImage image, int x, int y) {
        return image.sample(x, y, 0) << 16 | image.sample(x, y, 1) << 8 | image.sample(x, y, 2);
    }

    @FunctionalInterface
    private interface Where {
        boolean test(int x, int y);
    }
}
