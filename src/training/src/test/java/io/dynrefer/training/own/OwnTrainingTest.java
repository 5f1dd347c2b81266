package io.dynrefer.training.own;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.dynrefer.data.Dataset;
import io.dynrefer.model.DynReferModel;
import io.dynrefer.model.DynReferModel.Part;
import io.dynrefer.model.init.InitWeights;
import io.dynrefer.model.nn.Precision;
import io.dynrefer.model.weights.Checkpoint;
import io.dynrefer.model.weights.Preset;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.FloatMatrix;
import io.dynrefer.region.ModelCard;
import io.dynrefer.region.Progress;
import io.dynrefer.region.RegionRepresentation;
import io.dynrefer.region.ScoredLabel;
import io.dynrefer.training.LexicalPreset;
import io.dynrefer.training.TinyData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnTrainingTest {
    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    @BeforeAll
    static void prepare() {
        new InitWeights("lexical", LexicalPreset.tiny(), 0).write(shared.resolve("start"), Progress.NONE);
        TinyData.write(shared.resolve("data"), 5);
    }

    private static ModelCard train(Path start, Path out, List<String> lines) {
        try (Dataset dataset = Dataset.open(shared.resolve("data"))) {
            return new OwnTraining(start, out, lines::add).run(dataset);
        }
    }

    @Test
    void run_writesAModelThatKnowsTheWordsAndSaysTheRestAsBefore() throws IOException {
        List<String> lines = new ArrayList<>();
        ModelCard card = train(shared.resolve("start"), folder, lines);
        assertThat(card.trained()).isTrue();
        assertThat(lines).anyMatch(line -> line.startsWith("Step 400 of 400: "));
        assertThat(folder.resolve("report.md")).content().contains("| cup |", "Validation regions");

        List<String> others = List.of("spoon", "a thing of clay");
        RegionRepresentation region = region();
        try (DynReferModel before = DynReferModel.load(shared.resolve("start"), Part.ALL, Precision.FP32);
                DynReferModel after = DynReferModel.load(folder.resolve("model"), Part.ALL, Precision.FP32)) {
            assertThat(after.contrastiveDecoder().defaultCategories())
                    .containsAll(before.contrastiveDecoder().defaultCategories())
                    .contains("cup", "dog", "tree");
            assertThat(scores(after, region, others)).isEqualTo(scores(before, region, others));
            List<String> mixed = List.of("spoon", "cup", "a thing of clay");
            Map<String, Double> among = scores(after, region, mixed);
            // The engine's sums may differ in the last bit where other texts share the product.
            scores(before, region, others)
                    .forEach((word, score) -> assertThat(among.get(word)).isCloseTo(score, within(1e-4)));
            assertThat(scores(after, region, List.of("cup", "dog")))
                    .isNotEqualTo(scores(before, region, List.of("cup", "dog")));
            assertThat(after.imageEncoder().id())
                    .isEqualTo(before.imageEncoder().id());
        }
    }

    private static RegionRepresentation region() {
        Preset preset = LexicalPreset.tiny();
        int rows = preset.regionRows();
        float[] values = new float[rows * preset.qformer().width()];
        Random random = new Random(1);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return new RegionRepresentation(
                List.of(0.0, 0.5, 1.0), new FloatMatrix(rows, preset.qformer().width(), values));
    }

    private static Map<String, Double> scores(DynReferModel model, RegionRepresentation region, List<String> words) {
        Map<String, Double> scores = new TreeMap<>();
        for (ScoredLabel label : model.contrastiveDecoder()
                .categories(List.of(region), words)
                .get(0)
                .categories()) {
            scores.put(label.name(), label.score());
        }
        return scores;
    }

    @Test
    void run_killedAndCalledAgain_endsWithTheSameBytes() {
        train(shared.resolve("start"), folder.resolve("whole"), new ArrayList<>());
        assertThatThrownBy(() -> {
                    try (Dataset dataset = Dataset.open(shared.resolve("data"))) {
                        new OwnTraining(shared.resolve("start"), folder.resolve("killed"), line -> {
                                    if (line.startsWith("Step 100 of")) {
                                        throw new IllegalStateException("killed");
                                    }
                                })
                                .run(dataset);
                    }
                })
                .hasMessage("killed");
        train(shared.resolve("start"), folder.resolve("killed"), new ArrayList<>());
        assertThat(folder.resolve("killed/model").resolve(Checkpoint.SINGLE))
                .hasSameBinaryContentAs(folder.resolve("whole/model").resolve(Checkpoint.SINGLE));
    }

    @Test
    void run_onAModelThatLearnedBefore_addsUp() throws IOException {
        train(shared.resolve("start"), folder.resolve("once"), new ArrayList<>());
        train(folder.resolve("once/model"), folder.resolve("twice"), new ArrayList<>());
        assertThat(Files.readAllLines(folder.resolve("twice/model/own-words.txt")))
                .containsExactly("cup", "dog", "tree");
        try (DynReferModel model = DynReferModel.load(folder.resolve("twice/model"), Part.ALL, Precision.FP32)) {
            assertThat(model.contrastiveDecoder().defaultCategories()).doesNotHaveDuplicates();
        }
    }

    @Test
    void run_ofAModelWithoutLexicalRows_isRefused() {
        assertThat(InitWeights.ofPreset("tiny", 0)
                        .write(folder.resolve("tiny"), Progress.NONE)
                        .trained())
                .isFalse();
        assertThatThrownBy(() -> train(folder.resolve("tiny"), folder.resolve("out"), new ArrayList<>()))
                .isInstanceOf(DynReferException.class)
                .hasMessageContaining("lexical rows");
    }
}
