package io.dynrefer.pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynrefer.region.Box;
import io.dynrefer.region.BoxRegion;
import io.dynrefer.region.ImageSize;
import io.dynrefer.region.NestedViews;
import io.dynrefer.region.RgbImage;
import io.dynrefer.region.ViewSelection;
import io.dynrefer.views.ViewGenerator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class ViewOverlayTest {
    private static final BoxRegion REGION = new BoxRegion(new Box(20, 10, 50, 40));
    private final RgbImage photo = noise();

    @Test
    void svg_smallPhoto_enlargedWithABoxPerView() {
        Element drawn = Drawn.read(ViewOverlay.svg(photo, views(List.of(0.0, 0.4, 1.0))));

        assertThat(drawn.getAttribute("width")).isEqualTo("900");
        assertThat(Integer.parseInt(drawn.getAttribute("height"))).isGreaterThan(600);
        assertThat(Drawn.photo(drawn)).isEqualTo(new ImageSize(90, 60));
        assertThat(Drawn.all(drawn, "rect"))
                .filteredOn(rect -> rect.getAttribute("stroke").startsWith("#F") // the region's
                        || rect.getAttribute("stroke").startsWith("#5") // t = 0.4
                        || rect.getAttribute("stroke").startsWith("#E")) // the whole image's
                .extracting(rect -> rect.getAttribute("x") + " " + rect.getAttribute("width"))
                .containsExactly("1.5 897.0", "121.5 537.0", "201.5 297.0");
    }

    @Test
    void svg_veryWideAndTinyPhotos_drawnSmallEnough() {
        for (ImageSize odd : List.of(new ImageSize(3000, 2), new ImageSize(1, 1), new ImageSize(2, 3000))) {
            RgbImage image = new RgbImage(odd, new byte[odd.width() * odd.height() * 3]);
            NestedViews views = new ViewGenerator(2, 16)
                    .generate(image, new BoxRegion(new Box(0, 0, 1, 1)), new ViewSelection.ByImage());

            ImageSize embedded = Drawn.photo(Drawn.read(ViewOverlay.svg(image, views)));

            assertThat(Math.max(embedded.width(), embedded.height())).isLessThanOrEqualTo(1600);
        }
    }

    @Test
    void svg_coefficientsOfEveryForm_drawn() {
        NestedViews views = views(List.of(0.0, 0.0001, 0.98765432));

        assertThat(ViewOverlay.legend(views).get(1)).startsWith("t = 1.0E-4 ");
        assertThat(Drawn.all(Drawn.read(ViewOverlay.svg(photo, views)), "text"))
                .extracting(Element::getTextContent)
                .contains("t=0", "t=1.0E-4", "t=0.98765432");
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
    void svg_anotherPhoto_refused() {
        NestedViews views = views(List.of(0.0, 0.4, 1.0));

        assertThatThrownBy(() -> ViewOverlay.svg(new RgbImage(new ImageSize(9, 9), new byte[9 * 9 * 3]), views))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private NestedViews views(List<Double> coefficients) {
        return new ViewGenerator(3, 32).generate(photo, REGION, new ViewSelection.Explicit(coefficients));
    }

    private static RgbImage noise() {
        byte[] pixels = new byte[90 * 60 * 3];
        new Random(2).nextBytes(pixels);
        return new RgbImage(new ImageSize(90, 60), pixels);
    }
}
