package io.dynrefer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.DataType;
import io.dynrefer.data.DatasetOpener;
import io.dynrefer.model.DynReferModel;
import io.dynrefer.model.init.InitWeights;
import io.dynrefer.model.nn.Inference;
import io.dynrefer.model.nn.Precision;
import io.dynrefer.model.weights.Checkpoint;
import io.dynrefer.model.weights.CheckpointWeights;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ModelCard;
import io.dynrefer.region.Progress;
import io.dynrefer.training.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingTest {
    private static final String CONFIG = """
            {"seed": 3,
             "trainable": ["cvem_align.", "cvem_mlp.", "cem_memory", "tag_", "attr_", "Qformer.", "t5_proj."],
             "lora": {"rank": 2, "alpha": 4, "seed": 1},
             "precision": "fp32",
             "duration": {"steps": 5},
             "batch": {"size": 3, "passes": 2},
             "learning_rate": {"peak": 0.002, "end": 0, "warm_up_steps": 2},
             "optimiser": {"beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8, "weight_decay": 0.05, "max_norm": 1},
             "losses": {"caption": 1, "tag": 0.01, "contrast": 0.5},
             "contrast": {"labels": "known", "phrases": 1, "always": ["categories", "attributes"]},
             "augmentation": {"channels": 0.1, "tokens": 0.1, "shift": 0.1},
             "dropout": 0.1,
             "views": {"mode": "random", "candidates": [0.5, 1]},
             "control_words": {"all": 0.5, "each": 0.5},
             "cached_coefficients": [0, 0.5, 1],
             "average_decay": 0.5,
             "reports": {"log_every": 1, "validate_every": 2, "validation_samples": 4, "checkpoint_every": 2},
             "save_as": "fp32"}
            """;

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    @BeforeAll
    static void prepare() throws IOException {
        assertThat(InitWeights.ofPreset("tiny", 0)
                        .write(shared.resolve("start"), Progress.NONE)
                        .trained())
                .isFalse();
        TinyData.write(shared.resolve("data"), 5);
        Files.writeString(shared.resolve("config.json"), CONFIG);
    }

    @Test
    void run_stoppedAndResumed_givesTheSameWeights() {
        RunFolder whole = new RunFolder(folder.resolve("whole"));
        assertThat(train(plan(), whole, line -> {})).isPresent();

        RunFolder interrupted = new RunFolder(folder.resolve("interrupted"));
        assertThat(trainUntil(plan(), interrupted, "Step 3 of 5")).isEmpty();
        assertThat(resume(interrupted)).isPresent();

        assertThat(interrupted.model().resolve(Checkpoint.SINGLE))
                .hasSameBinaryContentAs(whole.model().resolve(Checkpoint.SINGLE));
    }

    @Test
    void run_killedBetweenCheckpoints_givesTheSameWeightsAndMetrics() throws IOException {
        RunFolder whole = new RunFolder(folder.resolve("whole"));
        RunFolder killed = new RunFolder(folder.resolve("killed"));
        // What is on disk when step 3 is done is what a kill at that moment would leave: the checkpoint of step 2.
        Consumer<String> copying = line -> {
            if (line.startsWith("Step 3 of")) {
                copy(whole.path(), killed.path());
            }
        };
        assertThat(train(plan(), whole, copying)).isPresent();
        assertThat(resume(killed)).isPresent();

        assertThat(killed.model().resolve(Checkpoint.SINGLE))
                .hasSameBinaryContentAs(whole.model().resolve(Checkpoint.SINGLE));
        assertThat(losses(killed)).isEqualTo(losses(whole)).hasSize(5 + 3);
    }

    @Test
    void lengthen_finishedTraining_makesTheStepsThatAreMissing() throws IOException {
        RunFolder run = new RunFolder(folder.resolve("run"));
        assertThat(train(plan(), run, line -> {})).isPresent();
        List<String> before = losses(run);
        Training.lengthen(run, 7);
        assertThat(resume(run)).isPresent();
        assertThat(Files.readAllLines(run.metrics())).anyMatch(line -> line.contains("\"train\",\"step\":7,"));
        assertThat(losses(run)).startsWith(before.toArray(String[]::new)).hasSizeGreaterThan(before.size());
    }

    @Test
    void lengthen_toLessThanWasMade_isRefused() {
        RunFolder run = new RunFolder(folder.resolve("run"));
        assertThat(train(plan(), run, line -> {})).isPresent();
        Training.lengthen(run, 3);
        assertThatThrownBy(() -> resume(run))
                .isInstanceOf(DynReferException.class)
                .hasMessageContaining("made 5 steps already and was to make 3");
    }

    @Test
    void run_writesAModelThatAnswersAndSaysItIsTrained() {
        RunFolder run = new RunFolder(folder.resolve("run"));
        ModelCard card = train(plan("save_as", "fp16"), run, line -> {}).orElseThrow();

        assertThat(card.trained()).isTrue();
        assertThat(card.preset()).isEqualTo("tiny");
        try (DynReferModel model = DynReferModel.load(run.model(), DynReferModel.Part.ALL, Precision.FP32)) {
            assertThat(model.card()).isEqualTo(card);
            assertThat(model.tagDecoder().vocabulary()).isNotEmpty();
        }
        assertThat(run.losses()).content().contains("<svg").contains("contrast");
        assertThat(run.costs()).content().contains("<svg").contains("memory, MiB");
    }

    @Test
    void run_manySteps_keepsTheSameNumberOfArrays() throws IOException {
        RunFolder run = new RunFolder(folder.resolve("run"));
        assertThat(train(plan("duration", "{\"steps\": 12}"), run, line -> {})).isPresent();

        List<String> counts = Files.readAllLines(run.metrics()).stream()
                .filter(line -> line.contains("managed_arrays"))
                .map(line -> line.replaceAll(".*\"managed_arrays\":(\\d+).*", "$1"))
                .toList();
        assertThat(counts).hasSize(12);
        assertThat(counts.subList(1, 12)).containsOnly(counts.get(1));
    }

    @Test
    void run_withDropout_changesEveryLossThatIsLearntFrom() throws IOException {
        RunFolder with = new RunFolder(folder.resolve("with"));
        RunFolder without = new RunFolder(folder.resolve("without"));
        assertThat(train(plan("dropout", "0.1"), with, line -> {})).isPresent();
        assertThat(train(plan("dropout", "0"), without, line -> {})).isPresent();

        String first = losses(with).get(0);
        String plain = losses(without).get(0);
        for (String loss : List.of("caption", "tag", "contrast")) {
            String pattern = ".*(\"" + loss + "\":[0-9.]+).*";
            assertThat(first.replaceAll(pattern, "$1"))
                    .startsWith("\"" + loss)
                    .isNotEqualTo(plain.replaceAll(pattern, "$1"));
        }
    }

    @Test
    void run_ofANetworkWithLexicalRows_stoppedAndResumed_givesTheSameWeightsThatAnswer() {
        new InitWeights("lexical", LexicalPreset.tiny(), 0).write(folder.resolve("start"), Progress.NONE);
        TrainingPlan heads = lexicalPlan(Map.of("losses.caption", "0"));
        RunFolder whole = new RunFolder(folder.resolve("whole"));
        assertThat(train(heads, whole, line -> {})).isPresent();
        RunFolder interrupted = new RunFolder(folder.resolve("interrupted"));
        assertThat(trainUntil(heads, interrupted, "Step 3 of 5")).isEmpty();
        assertThat(resume(interrupted)).isPresent();
        assertThat(interrupted.model().resolve(Checkpoint.SINGLE))
                .hasSameBinaryContentAs(whole.model().resolve(Checkpoint.SINGLE));

        RunFolder all = new RunFolder(folder.resolve("all"));
        assertThat(train(lexicalPlan(Map.of()), all, line -> {})).isPresent();
        try (DynReferModel model = DynReferModel.load(all.model(), DynReferModel.Part.ALL, Precision.FP32)) {
            assertThat(model.contrastiveDecoder().defaultCategories()).isNotEmpty();
        }
    }

    @Test
    void run_thatTeachesTheImageEncoder_stoppedAndResumed_changesItsSecondHalfAlone() {
        assertThat(InitWeights.ofPreset("dynrefer-photo", 0)
                        .write(folder.resolve("start"), Progress.NONE)
                        .trained())
                .isFalse();
        String coarse = "visual_encoder.blocks.15.project.weight";
        String fine = "visual_encoder.blocks.3.project.weight";
        TrainingPlan plan = lexicalPlan(Map.of(
                "losses.caption",
                "0",
                "trainable",
                "[\"visual_encoder.blocks.15.\", \"lexical.category.region\"]",
                "slower",
                "{\"visual_encoder.\": 0.1}",
                "changed_copies",
                "true",
                "save_as",
                "int8"));
        RunFolder whole = new RunFolder(folder.resolve("whole"));
        assertThat(train(plan, whole, line -> {})).isPresent();
        RunFolder interrupted = new RunFolder(folder.resolve("interrupted"));
        assertThat(trainUntil(plan, interrupted, "Step 3 of 5")).isEmpty();
        assertThat(resume(interrupted)).isPresent();
        assertThat(interrupted.model().resolve(Checkpoint.SINGLE))
                .hasSameBinaryContentAs(whole.model().resolve(Checkpoint.SINGLE));

        assertThat(values(whole.model(), coarse)).isNotEqualTo(halves(values(folder.resolve("start"), coarse)));
        assertThat(values(whole.model(), fine)).isEqualTo(halves(values(folder.resolve("start"), fine)));
        assertThatThrownBy(() -> train(
                        lexicalPlan(Map.of("trainable", "[\"visual_encoder.blocks.3.\"]")),
                        new RunFolder(folder.resolve("refused")),
                        line -> {}))
                .isInstanceOf(DynReferException.class)
                .hasMessageContaining("visual_encoder.blocks.15.");
    }

    private static float[] values(Path model, String tensor) {
        try (CheckpointWeights weights = new CheckpointWeights(Checkpoint.open(model), Precision.FP32)) {
            return weights.array(tensor, weights.shape(tensor)).toFloatArray();
        }
    }

    /** The same rounded to 16-bit floats. */
    private static float[] halves(float[] values) {
        return Inference.call(manager -> manager.create(values)
                .toType(DataType.FLOAT16, false)
                .toType(DataType.FLOAT32, false)
                .toFloatArray());
    }

    @Test
    void run_savedInEightBits_isSmallerAndKeepsItsNumbers() throws IOException {
        new InitWeights("lexical", LexicalPreset.tiny(), 0).write(folder.resolve("start"), Progress.NONE);
        RunFolder full = new RunFolder(folder.resolve("full"));
        RunFolder small = new RunFolder(folder.resolve("small"));
        assertThat(train(lexicalPlan(Map.of()), full, line -> {})).isPresent();
        assertThat(train(lexicalPlan(Map.of("save_as", "int8")), small, line -> {}))
                .isPresent();
        assertThat(Files.size(small.model().resolve(Checkpoint.SINGLE)))
                .isLessThan(Files.size(full.model().resolve(Checkpoint.SINGLE)) / 2);
        String matrix = "lexical.category.region.weight"; // large enough for 8 bits
        float[] exact = values(full.model(), matrix);
        float[] rounded = values(small.model(), matrix);
        float most = 0;
        for (float value : exact) {
            most = Math.max(most, Math.abs(value));
        }
        assertThat(rounded).isNotEqualTo(exact).hasSameSizeAs(exact);
        for (int i = 0; i < exact.length; i++) {
            assertThat(rounded[i]).isCloseTo(exact[i], Offset.offset(most / 250));
        }
    }

    @Test
    void run_withCaptionsByKind_drawsThemByWeightWithSureColoursAndPredictedNames() {
        new InitWeights("lexical", LexicalPreset.tiny(), 0).write(folder.resolve("start"), Progress.NONE);
        List<String> lines = new ArrayList<>();
        TrainingPlan plan = lexicalPlan(Map.of(
                "captions",
                "{\"bare\": 0.5, \"regions\": 4, \"colors\": 1,"
                        + " \"names\": {\"share\": 0.5, \"temperature\": 2, \"others\": 0.5}}",
                "views",
                "{\"mode\": \"fixed\", \"coefficients\": [0, 0.5, 1]}"));
        assertThat(train(plan, new RunFolder(folder.resolve("run")), lines::add))
                .isPresent();
        assertThat(lines).anyMatch(line -> line.matches("Sure of the colour of \\d+ of 10 regions"));
        assertThat(lines).contains("Predicted names and tags of 14 regions");
    }

    @Test
    void start_ofANetworkWithLexicalRows_needsNaming() {
        new InitWeights("lexical", LexicalPreset.tiny(), 0).write(folder.resolve("start"), Progress.NONE);
        assertThatThrownBy(() ->
                        train(lexicalPlan(Map.of("naming", "null")), new RunFolder(folder.resolve("run")), line -> {}))
                .isInstanceOf(DynReferException.class)
                .hasMessageContaining("naming");
    }

    private TrainingPlan lexicalPlan(Map<String, String> changes) {
        Map<String, String> all = new HashMap<>(changes);
        all.putIfAbsent("naming", "{\"wide\": 0.3, \"distillation\": 1, \"balance\": 0.5}");
        all.putIfAbsent(
                "trainable", "[\"lexical.summary.dense\", \"lexical.category.region\", \"lexical.attribute.\"]");
        all.put("lora", "null");
        return new TrainingPlan(
                TrainingConfig.read(shared.resolve("config.json"), all),
                new TrainingInputs(
                        folder.resolve("start").toString(),
                        List.of(new TrainingInputs.Data(shared.resolve("data").toString(), 1)),
                        folder.resolve("cache").toString()));
    }

    @Test
    void run_withoutCache_encodesInEveryStep() {
        TrainingPlan plan = plan("cached_coefficients", "null");
        assertThat(train(plan, new RunFolder(folder.resolve("run")), line -> {}))
                .isPresent();
    }

    @Test
    void start_folderWithATraining_isRefused() {
        RunFolder run = new RunFolder(folder.resolve("run"));
        assertThat(train(plan(), run, line -> {})).isPresent();
        assertThatThrownBy(() -> Training.start(plan(), run, DatasetOpener.LOCAL, line -> {}))
                .isInstanceOf(DynReferException.class)
                .hasMessageContaining("--resume");
    }

    @Test
    void resume_folderWithoutTraining_isRefused() {
        assertThatThrownBy(() -> Training.resume(new RunFolder(folder), DatasetOpener.LOCAL, line -> {}))
                .isInstanceOf(DynReferException.class)
                .hasMessageContaining("holds no training");
    }

    private static TrainingPlan plan() {
        return plan("seed", "3");
    }

    private static TrainingPlan plan(String field, String value) {
        return new TrainingPlan(
                TrainingConfig.read(shared.resolve("config.json"), Map.of(field, value)),
                new TrainingInputs(
                        shared.resolve("start").toString(),
                        List.of(new TrainingInputs.Data(shared.resolve("data").toString(), 1)),
                        shared.resolve("cache").toString()));
    }

    private static Optional<ModelCard> train(TrainingPlan plan, RunFolder run, Consumer<String> messages) {
        try (Training training = Training.start(plan, run, DatasetOpener.LOCAL, messages)) {
            return training.run();
        }
    }

    private static Optional<ModelCard> trainUntil(TrainingPlan plan, RunFolder run, String line) {
        AtomicReference<Training> running = new AtomicReference<>();
        try (Training training = Training.start(plan, run, DatasetOpener.LOCAL, said -> {
            if (said.startsWith(line)) {
                Objects.requireNonNull(running.get()).stop();
            }
        })) {
            running.set(training);
            return training.run();
        }
    }

    private static Optional<ModelCard> resume(RunFolder run) {
        try (Training training = Training.resume(run, DatasetOpener.LOCAL, line -> {})) {
            return training.run();
        }
    }

    /** The lines of the metrics without what depends on the clock. */
    private static List<String> losses(RunFolder run) throws IOException {
        List<String> losses = new ArrayList<>();
        for (String line : Files.readAllLines(run.metrics())) {
            losses.add(line.replaceAll(",\"(epoch|samples_per_second|milliseconds|managed_arrays).*", ""));
        }
        return losses;
    }

    private static void copy(Path from, Path to) {
        try (var files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
