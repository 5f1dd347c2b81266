package io.dynrefer.model.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.dynrefer.model.DynReferModel;
import io.dynrefer.model.DynReferModel.Part;
import io.dynrefer.model.calibration.Temperature.Fitted;
import io.dynrefer.model.init.InitWeights;
import io.dynrefer.model.weights.Preset;
import io.dynrefer.model.weights.WeightsException;
import io.dynrefer.region.Answer;
import io.dynrefer.region.Attribute;
import io.dynrefer.region.FloatMatrix;
import io.dynrefer.region.ModelCard;
import io.dynrefer.region.Progress;
import io.dynrefer.region.RegionRepresentation;
import io.dynrefer.region.ScoredLabel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibrationTest {
    private static final Calibration CALIBRATION = new Calibration(
            "by hand",
            new Temperature(List.of(new Fitted(5, 2), new Fitted(80, 8))),
            new Logistic(2, -3),
            Map.of("", new Logistic(1, 1), "color", new Logistic(3, 0.5)),
            new Thing(-0.25, List.of(0.5, -1.0)));

    @TempDir
    Path folder;

    private ModelCard plain;

    @BeforeEach
    void init() {
        plain = InitWeights.ofPreset("tiny", 3).write(folder, Progress.NONE);
    }

    @Test
    void temperature_isAStraightLineOfLogarithms_andFlatBeyond() {
        Temperature temperature = CALIBRATION.categories();

        assertThat(temperature.of(2)).isEqualTo(2);
        assertThat(temperature.of(20)).isCloseTo(4, within(1e-9));
        assertThat(temperature.of(1000)).isEqualTo(8);
    }

    @Test
    void card_hasItsOwnId_andTheThresholdThatMeansTheSame() {
        ModelCard card = CALIBRATION.write(folder);

        assertThat(card.weightsId()).isEqualTo(plain.id());
        assertThat(card.encoderId()).isEqualTo(plain.encoderId());
        assertThat(card.id()).isNotEqualTo(plain.id());
        assertThat(card.tagThreshold()).isCloseTo(CALIBRATION.tags().recalibrated(plain.tagThreshold()), within(1e-12));
        assertThat(CALIBRATION.write(folder)).isEqualTo(card); // not of the calibrated one
        assertThat(Calibration.read(folder, card)).contains(CALIBRATION);
        assertThat(Calibration.remove(folder)).isEqualTo(plain);
        assertThat(Calibration.read(folder, plain)).isEmpty();
    }

    @Test
    void fileOfOtherWeights_orNone_isRefused() throws IOException {
        ModelCard card = CALIBRATION.write(folder);
        Path file = folder.resolve(Calibration.FILE_NAME);

        assertRefused(plain); // a file of which the card knows nothing
        Files.writeString(file, Files.readString(file).replace("-0.25", "-0.5"));
        assertRefused(card);
        Files.delete(file);
        assertRefused(card);
    }

    private void assertRefused(ModelCard card) {
        assertThatThrownBy(() -> Calibration.read(folder, card))
                .isInstanceOf(WeightsException.class)
                .hasMessageContaining("dynrefer calibrate --weights " + folder);
    }

    @Test
    void answers_haveProbabilities_inTheOrderOfTheScores_andSayWhetherItIsAThing() {
        List<String> words = List.of("cat", "dog", "cup", "car", "tree", "sky");
        Attribute red = Attribute.parse("color:red");
        Attribute wet = Attribute.parse("wet");
        RegionRepresentation region = region();
        Answer.Category category;
        Answer.Tags tags;
        List<ScoredLabel> attributes;
        try (DynReferModel model = DynReferModel.load(folder, Set.of(Part.CONTRAST, Part.TAGS))) {
            category = model.contrastiveDecoder()
                    .categories(List.of(region), words)
                    .get(0);
            tags = model.tagDecoder()
                    .decode(List.of(region), plain.tagThreshold())
                    .get(0);
            attributes = attributes(model, region, red, wet);
        }
        assertThat(category.known()).isNull();
        assertThat(category.categories()).extracting(ScoredLabel::probability).containsOnlyNulls();

        ModelCard card = CALIBRATION.write(folder);
        try (DynReferModel model = DynReferModel.load(folder, Set.of(Part.CONTRAST, Part.TAGS))) {
            Answer.Category calibrated = model.contrastiveDecoder()
                    .categories(List.of(region), words)
                    .get(0);
            assertThat(calibrated.categories())
                    .extracting(ScoredLabel::score)
                    .isEqualTo(category.categories().stream()
                            .map(ScoredLabel::score)
                            .toList());
            List<Double> probabilities = calibrated.categories().stream()
                    .map(label -> Objects.requireNonNull(label.probability()))
                    .toList();
            assertThat(probabilities).isSortedAccordingTo(Collections.reverseOrder());
            assertThat(probabilities.stream().mapToDouble(Double::doubleValue).sum())
                    .isCloseTo(1, within(1e-9));
            double gap = category.categories().get(0).score()
                    - category.categories().get(1).score();
            assertThat(Math.log(probabilities.get(0) / probabilities.get(1)))
                    .isCloseTo(gap / CALIBRATION.categories().of(words.size()), within(1e-6));
            FloatMatrix queries = region.queries();
            int last = queries.values().limit() - 1;
            assertThat(calibrated.known())
                    .isCloseTo(
                            Logistic.sigmoid(-0.25
                                    + 0.5 * queries.values().get(last - 1)
                                    - queries.values().get(last)),
                            within(1e-9));
            assertThat(model.tagDecoder()
                            .decode(List.of(region), card.tagThreshold())
                            .get(0)
                            .tags())
                    .extracting(ScoredLabel::name)
                    .isEqualTo(tags.tags().stream().map(ScoredLabel::name).toList());
            List<ScoredLabel> meant = attributes(model, region, red, wet);
            assertThat(score(meant, "color:red"))
                    .isCloseTo(new Logistic(3, 0.5).recalibrated(score(attributes, "color:red")), within(1e-9));
            assertThat(score(meant, "wet"))
                    .isCloseTo(new Logistic(1, 1).recalibrated(score(attributes, "wet")), within(1e-9));
        }
    }

    private static List<ScoredLabel> attributes(DynReferModel model, RegionRepresentation region, Attribute... asked) {
        return model.contrastiveDecoder()
                .attributes(List.of(region), List.of(asked))
                .get(0)
                .attributes();
    }

    private static double score(List<ScoredLabel> labels, String name) {
        return labels.stream()
                .filter(label -> label.name().equals(name))
                .findFirst()
                .orElseThrow()
                .score();
    }

    private static RegionRepresentation region() {
        Preset tiny = Preset.named("tiny");
        float[] values = new float[tiny.regionRows() * tiny.qformer().width()];
        Random random = new Random(5);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return new RegionRepresentation(
                List.of(0.0, 0.1, 0.3),
                new FloatMatrix(tiny.regionRows(), tiny.qformer().width(), values));
    }
}
