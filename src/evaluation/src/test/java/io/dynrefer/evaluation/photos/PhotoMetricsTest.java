package io.dynrefer.evaluation.photos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dynrefer.data.AnnotatedImage;
import io.dynrefer.data.AnnotatedRegion;
import io.dynrefer.data.BackgroundBoxes;
import io.dynrefer.data.RegionLabels;
import io.dynrefer.data.RegionOrigin;
import io.dynrefer.evaluation.bootstrap.ClassMeanStatistic;
import io.dynrefer.region.Box;
import io.dynrefer.region.BoxOverlap;
import io.dynrefer.region.ImageSize;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhotoMetricsTest {
    private static final int[] ONCE = {1, 1, 1, 1};

    @TempDir
    Path folder;

    @Test
    void calibration_probabilitiesThatAreShares_errorNearZero() {
        CalibrationError calibration = new CalibrationError();
        Random random = new Random(7);
        for (int i = 0; i < 30_000; i++) {
            double probability = random.nextDouble();
            calibration.add(i % 4, probability, random.nextDouble() < probability);
        }
        assertThat(calibration.value(ONCE)).isLessThan(0.02);
        assertThat(calibration.count()).isEqualTo(30_000);
    }

    @Test
    void calibration_sureButHalfRight_errorIsTheDistance() {
        CalibrationError calibration = new CalibrationError();
        for (int i = 0; i < 300; i++) {
            calibration.add(i % 4, 0.9, i % 2 == 0);
        }
        assertThat(calibration.value(ONCE)).isCloseTo(0.4, within(0.001));
    }

    @Test
    void calibration_binsHoldEquallyManyAnswers() {
        CalibrationError calibration = new CalibrationError();
        for (int i = 0; i < 14; i++) {
            calibration.add(0, 0.5 + 0.01 * i, true); // a bin each
        }
        calibration.add(0, 0.99, false);
        double expected = 0;
        for (int i = 0; i < 14; i++) {
            expected += 0.5 - 0.01 * i;
        }
        assertThat(calibration.value(ONCE)).isCloseTo((expected + 0.99) / 15, within(1e-9));
    }

    @Test
    void calibration_weights_countAnImageSeveralTimesOrNot() {
        CalibrationError calibration = new CalibrationError();
        calibration.add(0, 0.8, true);
        calibration.add(1, 0.8, false);
        assertThat(calibration.value(new int[] {3, 0})).isCloseTo(0.2, within(1e-9));
    }

    @Test
    void diagram_isASheetWithADotPerBin() {
        CalibrationError calibration = new CalibrationError();
        for (int i = 0; i < 45; i++) {
            calibration.add(0, i / 45.0, i % 2 == 0);
        }
        String svg = new String(calibration.diagram("a & b"), StandardCharsets.UTF_8);
        assertThat(svg).contains("a &amp; b").endsWith("</svg>\n");
        assertThat(svg.split("<circle", -1)).hasSize(16);
    }

    @Test
    void separation_shareOfPairsInTheRightOrder() {
        Separation separation = new Separation();
        separation.add(0, 3, true);
        separation.add(0, 1, true);
        separation.add(1, 2, false);
        separation.add(1, 1, false);
        assertThat(separation.value(ONCE)).as("3 > 2, 3 > 1, 1 < 2, 1 = 1").isCloseTo(2.5 / 4, within(1e-9));
        assertThat(separation.value(new int[] {1, 0})).isNaN();
    }

    @Test
    void classMean_rareClassesAreLeftOut() {
        ClassMeanStatistic mean = new ClassMeanStatistic(4, 2);
        mean.add(0, "often", 1);
        mean.add(1, "often", 1);
        mean.add(2, "too", 0);
        mean.add(3, "too", 1);
        mean.add(3, "rare", 0);
        assertThat(mean.count()).isEqualTo(2);
        assertThat(mean.value(ONCE)).isCloseTo(0.75, within(1e-9));
        assertThat(mean.value(new int[] {1, 1, 0, 0}))
                .as("a resample without a class")
                .isCloseTo(1, within(1e-9));
    }

    @Test
    void kinship_synonymKindAndNextBroaderTerm() {
        assertThat(Kinship.accepts("dog", "dog")).isTrue();
        assertThat(Kinship.accepts("couch", "sofa")).isTrue();
        assertThat(Kinship.accepts("dog", "golden retriever")).isTrue();
        assertThat(Kinship.accepts("cat", "feline")).isTrue();
        assertThat(Kinship.accepts("car", "vehicle")).as("two steps").isFalse();
        assertThat(Kinship.accepts("dog", "cat")).isFalse();
        assertThat(Kinship.accepts("dog", "no such word at all")).isFalse();
    }

    private static AnnotatedRegion region(long id, Box box, String category, String... captions) {
        return new AnnotatedRegion(
                id,
                box,
                List.of(captions),
                new RegionLabels(category, List.of(), List.of(), List.of(), List.of(), RegionLabels.NONE.slots()),
                new RegionOrigin("coco", false, "", "a.jpg"));
    }

    @Test
    void backgroundBoxes_sameSizesAwayFromLabelledOnes_sameEveryTime() {
        List<AnnotatedRegion> labelled = new ArrayList<>();
        labelled.add(region(1, new Box(0, 0, 50, 40), "cup"));
        labelled.add(region(2, new Box(60, 60, 90, 90), "cup"));
        labelled.add(region(3, new Box(0, 0, 100, 100), "table"));
        AnnotatedImage asked =
                new AnnotatedImage(5, "a.jpg", new ImageSize(100, 100), List.of(labelled.get(1), labelled.get(2)));

        AnnotatedImage background = BackgroundBoxes.of(asked, labelled);

        assertThat(background.regions()).as("no place for the whole photo").hasSize(1);
        Box box = background.regions().get(0).box();
        assertThat(box.width()).isCloseTo(30, within(1e-9));
        assertThat(box.x2()).isLessThanOrEqualTo(100);
        labelled.forEach(region ->
                assertThat(BoxOverlap.intersectionOverUnion(box, region.box())).isLessThanOrEqualTo(0.1));
        assertThat(BackgroundBoxes.of(asked, labelled)).isEqualTo(background);
    }

    @Test
    void references_writtenAndRead_foundByPhotoAndBox() throws Exception {
        ReferencePhrases phrases = new ReferencePhrases(
                "Phrases for a test",
                List.of(new ReferencePhrases.Region("a.jpg", List.of(10.0, 10.0, 40.0, 30.0), List.of("a red cup"))));
        Path file = Files.write(folder.resolve("references.json"), phrases.write());

        Map<Long, List<String>> found = ReferencePhrases.read(file)
                .of(List.of(region(1, new Box(10.02, 10, 50, 40), "cup"), region(2, new Box(10, 10, 30, 40), "cup")));

        assertThat(found).containsOnly(Map.entry(1L, List.of("a red cup")));
    }
}
