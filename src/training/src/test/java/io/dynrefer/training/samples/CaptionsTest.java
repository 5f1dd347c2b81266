package io.dynrefer.training.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynrefer.data.AnnotatedImage;
import io.dynrefer.data.AnnotatedRegion;
import io.dynrefer.data.CaptionSlots;
import io.dynrefer.data.RegionLabels;
import io.dynrefer.data.RegionOrigin;
import io.dynrefer.region.Box;
import io.dynrefer.region.ControlWords;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ImageSize;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CaptionsTest {
    @Test
    void weight_tellsBareNamesPhrasesAndCaptionedRegionsApart() {
        CaptionsConfig config = new CaptionsConfig(0.25, 8, 0.5, null);
        assertThat(config.weight(region("coco", "a cup"))).isEqualTo(0.25);
        assertThat(config.weight(region("coco", "a cup", "a cup on a table"))).isEqualTo(1);
        assertThat(config.weight(region("coco-regions", "a cup"))).isEqualTo(8);
    }

    @Test
    void of_putsASureColourIntoTheShareOfCaptionsThatTellNone() {
        Sample sample = sample("a cup on a table");
        CaptionColors half = new CaptionColors(Map.of(sample, "blue"), 0.5);
        long colored = LongStream.range(0, 1000)
                .filter(seed -> half.of(sample, "a cup on a table", seed * 7919).equals("a blue cup on a table"))
                .count();
        assertThat(colored).isBetween(430L, 570L);
        CaptionColors all = new CaptionColors(Map.of(sample, "blue"), 1);
        assertThat(all.of(sample, "a red cup", 0)).isEqualTo("a red cup");
        assertThat(CaptionColors.NONE.of(sample, "a cup", 0)).isEqualTo("a cup");
    }

    @Test
    void of_steersTheShareOfCaptionsByWhatIsPredicted() {
        Sample cup = sample("a cup");
        ControlWords own = new ControlWords(List.of("cup"));
        PredictedWords predicted = new PredictedWords(List.of("mug", "bowl"), List.of(0.4, 0.2), List.of("table"));
        CaptionNames names = names(Map.of(cup, predicted), new CaptionsConfig.Names(0.75, 2, 0));

        Map<List<String>, Long> counts = LongStream.range(0, 1200)
                .mapToObj(seed -> names.of(cup, "a cup", own, seed * 7919))
                .collect(Collectors.groupingBy(steered -> steered.control().words(), Collectors.counting()));

        assertThat(counts).containsOnlyKeys(List.of("cup"), List.of("mug", "table"), List.of("bowl", "table"));
        assertThat(counts.get(List.of("cup"))).isBetween(240L, 360L);
        assertThat(counts.get(List.of("mug", "table"))).isBetween(520L, 680L);
    }

    @Test
    void of_otherNames_standBeforeAndInCaptionsThatSayNoMore() {
        Sample cup = sample("a cup", "a cup on a table");
        PredictedWords predicted = new PredictedWords(List.of("mug"), List.of(0.4), List.of());
        CaptionNames names = names(Map.of(cup, predicted), new CaptionsConfig.Names(1, 2, 1));

        assertThat(names.of(cup, "a cup", ControlWords.NONE, 1))
                .isEqualTo(new CaptionNames.Steered("an oil filter", new ControlWords(List.of("oil filter"))));
        assertThat(names.of(cup, "a cup on a table", ControlWords.NONE, 1))
                .isEqualTo(new CaptionNames.Steered("a cup on a table", new ControlWords(List.of("mug"))));
    }

    @Test
    void names_outsideTheirRange_areRefused() {
        assertThatThrownBy(() -> new CaptionsConfig.Names(0.5, 0, 0.5))
                .isInstanceOf(DynReferException.class)
                .hasMessageContaining("captions.names");
    }

    private static CaptionNames names(Map<Sample, PredictedWords> predicted, CaptionsConfig.Names config) {
        return new CaptionNames(predicted, List.of("oil filter"), config);
    }

    private static Sample sample(String... captions) {
        AnnotatedRegion cup = region("coco", captions);
        return new Sample(0, 0, new AnnotatedImage(1, "a.jpg", new ImageSize(9, 9), List.of(cup)), cup);
    }

    private static AnnotatedRegion region(String part, String... captions) {
        RegionLabels labels = new RegionLabels("cup", List.of(), List.of(), List.of(), List.of(), CaptionSlots.NONE);
        return new AnnotatedRegion(
                1, new Box(0, 0, 9, 9), List.of(captions), labels, new RegionOrigin(part, false, "", ""));
    }
}
