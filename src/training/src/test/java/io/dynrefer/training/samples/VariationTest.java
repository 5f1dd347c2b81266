package io.dynrefer.training.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dynrefer.data.AnnotatedImage;
import io.dynrefer.data.AnnotatedRegion;
import io.dynrefer.data.CaptionSlots;
import io.dynrefer.data.RegionLabels;
import io.dynrefer.data.RegionOrigin;
import io.dynrefer.region.Box;
import io.dynrefer.region.ImageSize;
import io.dynrefer.region.RgbImage;
import java.util.List;
import org.junit.jupiter.api.Test;

class VariationTest {
    private static final ImageSize SIZE = new ImageSize(100, 80);

    @Test
    void pixels_areMirroredAndOfAnotherBrightness_alikeEveryTime() {
        byte[] row = {100, 100, 100, 20, 40, 60, 0, 0, 0};
        RgbImage before = new RgbImage(new ImageSize(3, 1), row);
        AnnotatedImage image = new AnnotatedImage(7, "a.jpg", before.size(), List.of());
        RgbImage after = Variation.pixels(image, before);
        assertThat(after.sample(0, 0, 1)).isZero();
        assertThat(after.sample(1, 0, 2)).isCloseTo(60, within(12)).isNotEqualTo(60);
        assertThat(after.sample(2, 0, 0)).isCloseTo(100, within(20)).isNotEqualTo(100);
        assertThat(after.pixels()).isEqualTo(Variation.pixels(image, before).pixels());
    }

    @Test
    void box_isMirroredWithEdgesMovedALittle_insideTheImage() {
        AnnotatedRegion inner = region(new Box(10, 20, 40, 60), "a cup");
        Box box = Variation.box(inner, SIZE);
        assertThat(box.x1()).isCloseTo(60, within(2.4));
        assertThat(box.x2()).isCloseTo(90, within(2.4));
        assertThat(box.y1()).isCloseTo(20, within(3.2));
        assertThat(box.y2()).isCloseTo(60, within(3.2));
        assertThat(box).isEqualTo(Variation.box(inner, SIZE)).isNotEqualTo(new Box(60, 20, 90, 60));
        Box whole = Variation.box(region(new Box(0, 0, 100, 80), "a cup"), SIZE);
        assertThat(whole.x1()).isBetween(0.0, 8.0);
        assertThat(whole.x2()).isBetween(92.0, 100.0);
    }

    @Test
    void suits_noRegionOfWhichASideIsTold() {
        assertThat(Variation.suits(region(new Box(0, 0, 9, 9), "a cup on the left")))
                .isFalse();
        assertThat(Variation.suits(region(new Box(0, 0, 9, 9), "a bright cup"))).isTrue();
    }

    private static AnnotatedRegion region(Box box, String caption) {
        RegionLabels labels = new RegionLabels("cup", List.of(), List.of(), List.of(), List.of(), CaptionSlots.NONE);
        return new AnnotatedRegion(5, box, List.of(caption), labels, RegionOrigin.UNKNOWN);
    }
}
