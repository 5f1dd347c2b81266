package io.dynrefer.training.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynrefer.data.AnnotatedImage;
import io.dynrefer.data.AnnotatedRegion;
import io.dynrefer.data.CaptionSlots;
import io.dynrefer.data.RegionLabels;
import io.dynrefer.data.RegionOrigin;
import io.dynrefer.region.Box;
import io.dynrefer.region.ImageSize;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CaptionsTest {
    @Test
    void weight_tellsBareNamesPhrasesAndCaptionedRegionsApart() {
        CaptionsConfig config = new CaptionsConfig(0.25, 8, 0.5);
        assertThat(config.weight(region("coco", "a cup"))).isEqualTo(0.25);
        assertThat(config.weight(region("coco", "a cup", "a cup on a table"))).isEqualTo(1);
        assertThat(config.weight(region("coco-regions", "a cup"))).isEqualTo(8);
    }

    @Test
    void of_putsASureColourIntoTheShareOfCaptionsThatTellNone() {
        AnnotatedRegion cup = region("coco", "a cup on a table");
        Sample sample = new Sample(0, 0, new AnnotatedImage(1, "a.jpg", new ImageSize(9, 9), List.of(cup)), cup);
        CaptionColors half = new CaptionColors(Map.of(sample, "blue"), 0.5);
        long colored = LongStream.range(0, 1000)
                .filter(seed -> half.of(sample, "a cup on a table", seed * 7919).equals("a blue cup on a table"))
                .count();
        assertThat(colored).isBetween(430L, 570L);
        CaptionColors all = new CaptionColors(Map.of(sample, "blue"), 1);
        assertThat(all.of(sample, "a red cup", 0)).isEqualTo("a red cup");
        assertThat(CaptionColors.NONE.of(sample, "a cup", 0)).isEqualTo("a cup");
    }

    private static AnnotatedRegion region(String part, String... captions) {
        RegionLabels labels = new RegionLabels("cup", List.of(), List.of(), List.of(), List.of(), CaptionSlots.NONE);
        return new AnnotatedRegion(
                1, new Box(0, 0, 9, 9), List.of(captions), labels, new RegionOrigin(part, false, "", ""));
    }
}
