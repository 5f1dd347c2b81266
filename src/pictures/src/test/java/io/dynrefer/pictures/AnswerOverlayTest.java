package io.dynrefer.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynrefer.pictures.AnswerOverlay.Answered;
import io.dynrefer.pictures.Svg.Place;
import io.dynrefer.region.Box;
import io.dynrefer.region.ImageSize;
import io.dynrefer.region.RgbImage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class AnswerOverlayTest {
    private static final ImageSize SIZE = new ImageSize(900, 600);
    private static final RgbImage PHOTO = new RgbImage(SIZE, new byte[SIZE.width() * SIZE.height() * 3]);

    @Test
    void svg_twoRegions_areFramedAndNoTextHidesAnother() {
        Element drawn = Drawn.read(AnswerOverlay.svg(
                PHOTO,
                List.of(
                        new Answered(new Box(300, 200, 500, 400), List.of("a <cup> & saucer", "tags: cup, saucer")),
                        new Answered(new Box(320, 220, 480, 380), List.of("tea")))));

        assertThat(Drawn.all(drawn, "text"))
                .extracting(Element::getTextContent)
                .containsExactly("a <cup> & saucer", "tags: cup, saucer", "tea");
        List<Place> plates = plates(drawn);
        assertThat(plates).hasSize(2);
        assertThat(plates.get(0).overlaps(plates.get(1))).isFalse();
        assertThat(plates.get(0).overlaps(new Place(300, 200, 200, 200))).isFalse();
    }

    @Test
    void svg_longLinesAndARegionAsLargeAsThePhoto_stayInside() {
        String line = "attributes: " + "white, round, shiny, ".repeat(6);
        Element drawn = Drawn.read(
                AnswerOverlay.svg(PHOTO, List.of(new Answered(new Box(0, 0, 900, 600), List.of("a cup", line)))));

        assertThat(Drawn.all(drawn, "text")).hasSizeGreaterThan(3);
        assertThat(plates(drawn)).singleElement().satisfies(plate -> {
            assertThat(plate.x()).isNotNegative();
            assertThat(plate.x() + plate.width()).isLessThanOrEqualTo(900);
            assertThat(plate.y() + plate.height()).isLessThanOrEqualTo(600);
        });
    }

    /** Where texts lie. */
    private static List<Place> plates(Element drawn) {
        return Drawn.all(drawn, "rect").stream()
                .filter(rect -> rect.hasAttribute("fill-opacity"))
                .map(rect -> new Place(
                        Double.parseDouble(rect.getAttribute("x")),
                        Double.parseDouble(rect.getAttribute("y")),
                        Double.parseDouble(rect.getAttribute("width")),
                        Double.parseDouble(rect.getAttribute("height"))))
                .toList();
    }
}
