package io.dynrefer.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynrefer.pictures.Svg.Place;
import io.dynrefer.region.ImageSize;
import io.dynrefer.region.RgbImage;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class SvgTest {
    private final Svg svg = new Svg(40, 30, "white");

    @Test
    void text_anyCharacters_readBackAsTheyAre() {
        svg.text(1, 2, 10, "black", "a <b> & 'c'   \"d\" é");

        assertThat(Drawn.all(Drawn.read(svg.bytes()), "text"))
                .extracting(Element::getTextContent)
                .containsExactly("a <b> & 'c'   \"d\" é");
    }

    @Test
    void image_largerThanItsPlace_isReduced() {
        svg.image(new RgbImage(new ImageSize(100, 60), new byte[100 * 60 * 3]), new Place(0, 0, 20, 12));

        assertThat(Drawn.photo(Drawn.read(svg.bytes()))).isEqualTo(new ImageSize(20, 12));
    }

    @Test
    void overlaps_touchingAndOverlapping_overlappingOnly() {
        Place place = new Place(0, 0, 12, 10);

        assertThat(place.overlaps(new Place(12, 0, 4, 4))).isFalse();
        assertThat(place.overlaps(new Place(0, -4, 4, 4))).isFalse();
        assertThat(place.overlaps(new Place(11, 9, 4, 4))).isTrue();
    }
}
