package io.dynrefer.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynrefer.region.Box;
import io.dynrefer.region.BoxRegion;
import io.dynrefer.region.ImageSize;
import io.dynrefer.region.PixelBox;
import io.dynrefer.views.ViewGeometry;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;

/** What holds of every region in every image. */
class GeometryPropertiesTest {
    private static final String SEED = "19";

    /** A region that overlaps its image. */
    record Placed(ImageSize image, Box box) {}

    @Provide
    Arbitrary<Placed> placed() {
        Arbitrary<Integer> side = Arbitraries.integers().between(1, 8_000);
        Arbitrary<Double> part = Arbitraries.doubles().ofScale(4).between(0, 0.999);
        Arbitrary<Double> length = Arbitraries.doubles().ofScale(4).between(0.01, 2);
        return Combinators.combine(side, side, part, part, length, length)
                .as((width, height, x, y, w, h) -> new Placed(
                        new ImageSize(width, height),
                        new Box(x * width, y * height, (x + w) * width, (y + h) * height)));
    }

    @Property(seed = SEED)
    void regionBox_liesInTheImage_andHasAPixel(@ForAll("placed") Placed placed) {
        Box box = ViewGeometry.regionBox(new BoxRegion(placed.box()), placed.image());
        assertThat(box.x1()).isGreaterThanOrEqualTo(0);
        assertThat(box.y1()).isGreaterThanOrEqualTo(0);
        assertThat(box.x2()).isLessThanOrEqualTo(placed.image().width());
        assertThat(box.y2()).isLessThanOrEqualTo(placed.image().height());
        assertThat((int) box.x2()).isGreaterThan((int) box.x1());
        assertThat((int) box.y2()).isGreaterThan((int) box.y1());
    }

    @Property(seed = SEED)
    void view_holdsTheRegion_andLiesInTheImage(
            @ForAll("placed") Placed placed, @ForAll @Scale(6) @DoubleRange(min = 0, max = 1) double t) {
        Box region = ViewGeometry.regionBox(new BoxRegion(placed.box()), placed.image());
        PixelBox crop = ViewGeometry.crop(region, placed.image());
        PixelBox view = ViewGeometry.crop(ViewGeometry.viewBox(region, placed.image(), t), placed.image());
        assertThat(view.x1()).isBetween(0, crop.x1());
        assertThat(view.y1()).isBetween(0, crop.y1());
        assertThat(view.x2()).isBetween(crop.x2(), placed.image().width());
        assertThat(view.y2()).isBetween(crop.y2(), placed.image().height());
    }
}
