package io.dynrefer.training.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynrefer.data.Dataset;
import io.dynrefer.data.Split;
import io.dynrefer.region.ControlWords;
import io.dynrefer.training.TinyData;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SamplesTest {
    private static final long SEED = 12;

    @TempDir
    Path folder;

    @Test
    void captionWords_areNounsAndAdjectives() {
        CaptionWords words = new CaptionWords();
        assertThat(words.of("A small wooden jar standing next to the gray desk in a bedroom"))
                .containsExactly("small", "wooden", "jar", "gray", "desk", "bedroom");
        assertThat(words.of("one of three dogs is running on it")).containsExactly("three", "dogs");
        assertThat(words.of("")).isEmpty();
    }

    @Test
    void dropout_dropsAllHalfTheTimeAndEachWordHalfOfTheRest() {
        Random random = new Random(SEED);
        int none = 0;
        int words = 0;
        for (int i = 0; i < 4000; i++) {
            ControlWords drawn = ControlDropout.PUBLISHED.draw(List.of("a", "b", "c", "d"), random);
            none += drawn.words().isEmpty() ? 1 : 0;
            words += drawn.words().size();
        }
        assertThat(none).isBetween(1950, 2300); // half, and a sixteenth of the other half
        assertThat(words).isBetween(3700, 4300);
        assertThat(new ControlDropout(0, 0).draw(List.of("a", "b", "c"), random).words())
                .containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void order_everyEpochHasEverySample() {
        List<Sample> samples = source(7).samples();
        SampleOrder order = new SampleOrder(List.of(new SampleOrder.Part(samples, 1)), SEED);
        List<Sample> first = take(order, 0, 14);
        List<Sample> second = take(order, 14, 14);
        assertThat(first).containsExactlyInAnyOrderElementsOf(samples).isNotEqualTo(second);
        assertThat(second).containsExactlyInAnyOrderElementsOf(samples);
        assertThat(take(new SampleOrder(List.of(new SampleOrder.Part(samples, 1)), SEED), 14, 14))
                .isEqualTo(second);
    }

    @Test
    void order_weight_repeatsOrLeavesOut() {
        List<Sample> samples = source(4).samples();
        SampleOrder often = new SampleOrder(List.of(new SampleOrder.Part(samples, 2.5)), SEED);
        assertThat(often.epochSize()).isEqualTo(20);
        assertThat(new HashSet<>(take(often, 0, 20))).hasSize(8);
        SampleOrder seldom = new SampleOrder(List.of(new SampleOrder.Part(samples, 0.5)), SEED);
        assertThat(take(seldom, 0, 4)).doesNotHaveDuplicates();
    }

    private static List<Sample> take(SampleOrder order, long from, int count) {
        List<Sample> taken = new ArrayList<>();
        for (long position = from; position < from + count; position++) {
            taken.add(order.at(position));
        }
        return taken;
    }

    @Test
    void texts_areTrueFalseOrUnknown() {
        SampleSource source = source(4);
        RegionTexts red = new RegionTexts(source.samples().get(0).region(), AttributeTexts.of(List.of(source)));
        assertThat(red.sign("a red cup")).isEqualTo(1);
        assertThat(red.sign("the cup")).isEqualTo(1);
        assertThat(red.sign("the red color")).isEqualTo(1);
        assertThat(red.sign("the blue color")).isEqualTo(-1);
        assertThat(red.sign("a blue dog")).isEqualTo(-1);
        RegionTexts bare = new RegionTexts(source.samples().get(0).region(), AttributeTexts.of(List.of(source)));
        assertThat(bare.sign("the  has blue color")).isEqualTo(-1);
    }

    @Test
    void views_fixed_mayRepeat() {
        ViewsConfig fixed = new ViewsConfig(ViewsConfig.Mode.FIXED, null, List.of(0.5, 0.5, 0.5));
        SampleSource source = source(2);
        assertThat(new ViewChooser(fixed, 3, List.of(source))
                        .choose(source.samples().get(0), SEED))
                .containsExactly(0.5, 0.5, 0.5);
        assertThatThrownBy(() -> fixed.check(2)).hasMessageContaining("2 views");
    }

    @Test
    void views_random_areDistinctCandidatesBehindTheRegion() {
        ViewsConfig random = new ViewsConfig(ViewsConfig.Mode.RANDOM, List.of(0.25, 0.5, 1.0), null);
        SampleSource source = source(2);
        ViewChooser chooser = new ViewChooser(random, 3, List.of(source));
        HashSet<List<Double>> seen = new HashSet<>();
        for (long seed = 0; seed < 100; seed++) {
            List<Double> chosen = chooser.choose(source.samples().get(0), seed);
            assertThat(chosen).hasSize(3).startsWith(0.0).doesNotHaveDuplicates();
            assertThat(chooser.choose(source.samples().get(0), seed)).isEqualTo(chosen);
            seen.add(chosen);
        }
        assertThat(seen).hasSize(6);
    }

    @Test
    void views_randomAscending_areTheSameChoicesInOrder() {
        List<Double> candidates = List.of(1.0, 0.5, 0.25);
        SampleSource source = source(2);
        Sample sample = source.samples().get(0);
        ViewChooser ascending = new ViewChooser(
                new ViewsConfig(ViewsConfig.Mode.RANDOM_ASCENDING, candidates, null), 3, List.of(source));
        ViewChooser random =
                new ViewChooser(new ViewsConfig(ViewsConfig.Mode.RANDOM, candidates, null), 3, List.of(source));
        HashSet<List<Double>> seen = new HashSet<>();
        for (long seed = 0; seed < 100; seed++) {
            List<Double> chosen = ascending.choose(sample, seed);
            assertThat(chosen).isSorted().hasSameElementsAs(random.choose(sample, seed));
            seen.add(chosen);
        }
        assertThat(seen).hasSize(3);
    }

    @Test
    void views_image_followTheImagePrior() {
        ViewsConfig image = new ViewsConfig(ViewsConfig.Mode.IMAGE, List.of(0.5, 1.0), null);
        SampleSource source = source(2);
        assertThat(new ViewChooser(image, 2, List.of(source))
                        .choose(source.samples().get(0), SEED))
                .hasSize(2)
                .startsWith(0.0);
    }

    private SampleSource source(int images) {
        return new SampleSource(Dataset.open(TinyData.write(folder.resolve("data" + images), images)), Split.TRAIN, 0);
    }
}
