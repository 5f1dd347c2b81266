package io.dynrefer.views;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynrefer.region.Box;
import io.dynrefer.region.BoxRegion;
import io.dynrefer.region.NestedViews;
import io.dynrefer.region.RgbImage;
import io.dynrefer.region.Task;
import io.dynrefer.region.ViewSelection;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ViewOverlayTest {
    private static final BoxRegion REGION = new BoxRegion(new Box(20, 10, 50, 40));
    private final RgbImage photo = Pictures.noise(90, 60, new Random(2));

    @Test
    void png_smallPhoto_enlargedWithABoxPerView() {
        NestedViews views = views(List.of(0.0, 0.4, 1.0));

        RgbImage drawn = new ImageReader(ImageLimits.DEFAULT)
                .read(ViewOverlay.png(photo, views))
                .image();

        assertThat(drawn.width()).isEqualTo(900);
        assertThat(drawn.height()).isGreaterThan(600);
        assertThat(colour(drawn, 200 + 150, 101)).isEqualTo(0xF0E442); // top side of the region's box
        assertThat(colour(drawn, 120 + 200, 61)).isEqualTo(0x56B4E9); // of the view t = 0.4
        assertThat(colour(drawn, 450, 1)).isEqualTo(0xE69F00); // of the whole image
    }

    @Test
    void png_veryWideAndTinyPhotos_drawn() {
        for (RgbImage odd : List.of(Pictures.flat(3000, 2, 9), Pictures.flat(1, 1, 9), Pictures.flat(2, 3000, 9))) {
            NestedViews views = new ViewGenerator(2, 16)
                    .generate(odd, new BoxRegion(new Box(0, 0, 1, 1)), new ViewSelection.ByImage(), Task.TAGS);

            assertThat(new ImageReader(ImageLimits.DEFAULT)
                            .read(ViewOverlay.png(odd, views))
                            .format())
                    .isEqualTo(ImageFormat.PNG);
        }
    }

    @Test
    void png_coefficientsOfEveryForm_drawn() {
        NestedViews views = views(List.of(0.0, 0.0001, 0.98765432));

        assertThat(ViewOverlay.legend(views).get(1)).startsWith("t = 1.0E-4 ");
        assertThat(ViewOverlay.png(photo, views)).isNotEmpty();
    }

    @Test
    void legend_everyView_sizeAndGain() {
        NestedViews views = views(List.of(0.0, 0.5, 0.25));

        List<String> lines = ViewOverlay.legend(views);

        assertThat(lines.get(0)).isEqualTo("t = 0   the region, 30x30 px");
        int bits = views.views().get(1).hammingDistance();
        assertThat(lines.get(1))
                .isEqualTo("t = 0.5   60x45 px, hash gain " + 2.0 * bits + " (" + bits + " of 64 bits)");
        assertThat(lines.get(2)).startsWith("t = 0.25   45x");
    }

    @Test
    void png_anotherPhoto_refused() {
        NestedViews views = views(List.of(0.0, 0.4, 1.0));

        assertThatThrownBy(() -> ViewOverlay.png(Pictures.flat(9, 9, 0), views))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private NestedViews views(List<Double> coefficients) {
        return new ViewGenerator(3, 32).generate(photo, REGION, new ViewSelection.Explicit(coefficients), Task.TAGS);
    }

    private static int colour(RgbImage image, int x, int y) {
        return image.sample(x, y, 0) << 16 | image.sample(x, y, 1) << 8 | image.sample(x, y, 2);
    }
}
