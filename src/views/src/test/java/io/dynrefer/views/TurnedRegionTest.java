package io.dynrefer.views;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynrefer.region.BoxRegion;
import io.dynrefer.region.ImageSize;
import io.dynrefer.region.MaskRegion;
import io.dynrefer.region.PolygonRegion;
import io.dynrefer.region.Region;
import io.dynrefer.views.image.Orientation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TurnedRegionTest {
    private static final ImageSize STORED = new ImageSize(7, 5);

    @Test
    void of_boxOfAPhoneHeldUpright_isWhereThePhotoShowsIt() {
        Region turned = TurnedRegion.of(
                Region.box(60, 300, 140, 130), new ImageSize(640, 480), Orientation.ROTATED_90_CLOCKWISE);

        assertThat(turned).isEqualTo(Region.box(50, 60, 130, 140));
    }

    /** A pixel is where the image reader puts it, whatever the region's kind. */
    @ParameterizedTest
    @EnumSource
    void of_everyOrientation_agreesWithTheImageReader(Orientation orientation) {
        ImageSize upright = orientation.upright(STORED);
        for (int x = 0; x < STORED.width(); x++) {
            for (int y = 0; y < STORED.height(); y++) {
                int index = orientation.uprightIndex(x, y, STORED);
                BoxRegion pixel = (BoxRegion) Region.box(index % upright.width(), index / upright.width(), 1, 1);
                double right = x + 1;
                double bottom = y + 1;
                assertThat(TurnedRegion.of(Region.box(x, y, 1, 1), STORED, orientation))
                        .isEqualTo(pixel);
                assertThat(TurnedRegion.of(
                                        new PolygonRegion(List.of(
                                                List.of((double) x, (double) y, right, (double) y, right, bottom))),
                                        STORED,
                                        orientation)
                                .extent())
                        .isEqualTo(pixel.box());
                MaskRegion mask = (MaskRegion) TurnedRegion.of(pixel(x, y), STORED, orientation);
                assertThat(mask.extent()).isEqualTo(pixel.box());
                assertThat(mask.size()).isEqualTo(upright);
                assertThat(mask.area()).isEqualTo(1);
            }
        }
    }

    private static MaskRegion pixel(int x, int y) {
        int before = x * STORED.height() + y;
        List<Integer> runs = new ArrayList<>(List.of(before, 1));
        runs.add(STORED.width() * STORED.height() - before - 1);
        return new MaskRegion(STORED, runs);
    }
}
