package io.dynrefer.views;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynrefer.region.Box;
import io.dynrefer.region.BoxRegion;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.region.ImageSize;
import io.dynrefer.region.MaskRegion;
import io.dynrefer.region.PixelBox;
import io.dynrefer.region.PolygonRegion;
import io.dynrefer.region.Region;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ViewGeometryTest {
    private static final ImageSize IMAGE = new ImageSize(100, 50);

    @Test
    void regionBox_inside_itsFloat32Values() {
        Box box = ViewGeometry.regionBox(region(10.1, 20.2, 30.3, 40.4), IMAGE);

        assertThat(box).isEqualTo(new Box(10.1f, 20.2f, 30.3f, 40.4f));
    }

    @Test
    void regionBox_partlyOutside_clamped() {
        assertThat(ViewGeometry.regionBox(region(-5, -7, 20, 30), IMAGE)).isEqualTo(new Box(0, 0, 20, 30));
        assertThat(ViewGeometry.regionBox(region(90, 40, 120, 70), IMAGE)).isEqualTo(new Box(90, 40, 100, 50));
    }

    @Test
    void regionBox_outside_refusedWithTheImageSize() {
        for (Region outside : List.of(
                region(100, 0, 120, 10),
                region(100.2, 0, 100.4, 10), // widening must not pull it in
                region(-9, 5, 0, 20),
                region(0, 50, 10, 60),
                region(0, -10, 10, -0.5),
                new PolygonRegion(List.of(List.of(100.5, 1.0, 100.5, 2.0, 100.5, 9.0))))) {
            assertThatThrownBy(() -> ViewGeometry.regionBox(outside, IMAGE))
                    .as("%s", outside)
                    .isInstanceOf(DynReferException.class)
                    .hasMessageContaining("100x50")
                    .satisfies(
                            e -> assertThat(((DynReferException) e).code()).isEqualTo(ErrorCode.REGION_OUTSIDE_IMAGE));
        }
    }

    @Test
    void regionBox_lineOnTheImageEdge_onePixelInside() {
        Region line = new PolygonRegion(List.of(List.of(100.0, 1.0, 100.0, 2.0, 100.0, 9.0)));

        assertThat(ViewGeometry.regionBox(line, IMAGE)).isEqualTo(new Box(99, 1, 100, 9));
    }

    @Test
    void regionBox_maskOfAnotherSize_namesBothSizes() {
        MaskRegion mask = new MaskRegion(new ImageSize(50, 100), List.of(10, 20, 4970));

        assertThatThrownBy(() -> ViewGeometry.regionBox(mask, IMAGE))
                .isInstanceOf(DynReferException.class)
                .hasMessageContaining("50x100")
                .hasMessageContaining("100x50")
                .satisfies(e -> assertThat(((DynReferException) e).code()).isEqualTo(ErrorCode.INVALID_REQUEST));
    }

    @Test
    void crop_anyRegionThatOverlaps_holdsAPixelInEveryView() {
        long seed = 5;
        Random random = new Random(seed);
        for (int round = 0; round < 20_000; round++) {
            ImageSize image = new ImageSize(1 + random.nextInt(20), 1 + random.nextInt(2000));
            Region region = randomRegion(image, random);
            String description = "seed " + seed + ", round " + round + ": " + region + " in " + image;
            Box box = ViewGeometry.regionBox(region, image);
            for (double t : List.of(0.0, 0.1, 0.35, 0.9, 1.0)) {
                PixelBox crop = ViewGeometry.crop(ViewGeometry.viewBox(box, image, t), image);
                assertThat(crop.x2()).as(description).isLessThanOrEqualTo(image.width());
                assertThat(crop.y2()).as(description).isLessThanOrEqualTo(image.height());
            }
        }
    }

    @Test
    void viewBox_ends_areTheRegionAndTheImage() {
        Box region = new Box(10.5f, 20.25f, 30, 40);

        assertThat(ViewGeometry.viewBox(region, IMAGE, 0)).isEqualTo(region);
        assertThat(ViewGeometry.viewBox(region, IMAGE, 1)).isEqualTo(IMAGE.box());
    }

    @Test
    void viewBox_between_isFloat32() {
        Box view = ViewGeometry.viewBox(new Box(10.1f, 20.2f, 30.3f, 40.4f), IMAGE, 0.1);

        assertThat(view.x1()).isEqualTo(10.1f + (0 - 10.1f) * 0.1f);
        assertThat(view.x2()).isEqualTo(30.3f + (100 - 30.3f) * 0.1f);
    }

    @Test
    void regionInView_scaledBox_truncated() {
        Box inView = ViewGeometry.regionInView(new PixelBox(20, 10, 50, 30), new PixelBox(10, 5, 77, 44), 224);

        assertThat(inView).isEqualTo(new Box(33, 28, 133, 143)); // 33.4, 28.7, 133.7, 143.6
    }

    private static Region region(double x1, double y1, double x2, double y2) {
        return new BoxRegion(new Box(x1, y1, x2, y2));
    }

    /** Often thin, often at or across an edge, never fully outside. */
    private static Region randomRegion(ImageSize image, Random random) {
        double[] x = randomInterval(image.width(), random);
        double[] y = randomInterval(image.height(), random);
        return region(x[0], y[0], x[1], y[1]);
    }

    private static double[] randomInterval(int end, Random random) {
        double inside = random.nextBoolean() ? end * random.nextDouble() : end - 1e-9 * random.nextDouble();
        double length = Math.pow(10, -9 + 12 * random.nextDouble());
        double start = inside - length * random.nextDouble();
        return new double[] {start, Math.max(Math.nextUp(inside), start + length)};
    }
}
