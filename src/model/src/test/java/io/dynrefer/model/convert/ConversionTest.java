package io.dynrefer.model.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynrefer.model.DynReferModel;
import io.dynrefer.model.nn.Precision;
import io.dynrefer.model.tokens.StandInTokenizers;
import io.dynrefer.model.weights.Checkpoint;
import io.dynrefer.model.weights.Preset;
import io.dynrefer.region.Answer;
import io.dynrefer.region.CaptionOptions;
import io.dynrefer.region.ControlWords;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.FloatMatrix;
import io.dynrefer.region.ModelCard;
import io.dynrefer.region.Progress;
import io.dynrefer.region.RegionRepresentation;
import io.dynrefer.safetensors.SafeTensorsFile;
import io.dynrefer.safetensors.TensorSpec;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Conversion of checkpoints that PyTorch wrote ({@code make_checkpoints.py} beside them). */
class ConversionTest {
    private static final List<String> CHECKPOINTS = List.of(
            "blip2_pretrained_flant5xl.pth",
            "eva_vit_g.pth",
            "eva_clip_psz14.pt",
            "pytorch_model-00001-of-00002.bin",
            "pytorch_model-00002-of-00002.bin",
            "vg1.2_5e.pth");

    @TempDir
    Path folder;

    private Path words = Path.of("");
    private Path target = Path.of("");
    private Preset preset = Preset.named("tiny");

    @BeforeEach
    void writeWords() throws IOException {
        words = Files.createDirectory(folder.resolve("words"));
        target = folder.resolve("model");
        preset = Preset.read(resource("config.json"));
        StandInTokenizers.write(words, preset.languageModel().vocabularySize());
        Files.writeString(words.resolve("ram_tag_list.txt"), "cat\ndog \n\nred car\n");
        Files.writeString(words.resolve("coco.json"), "[\"Person\", \"traffic light\"]");
        Files.writeString(
                words.resolve("ovad2000.json"),
                "{\"attributes\": [{\"name\": \"state:wet\", \"is_has_att\": \"is\"}]}");
    }

    @Test
    void run_writesEveryTensorBitForBit() {
        Conversion.Report report = convert(CHECKPOINTS);

        int compared = 0;
        try (SafeTensorsFile expected = SafeTensorsFile.open(resource("expected.safetensors"));
                SafeTensorsFile actual = SafeTensorsFile.open(target.resolve(Checkpoint.SINGLE))) {
            for (String name : expected.entries().keySet()) {
                TensorSpec spec = expected.entry(name).spec();
                assertThat(actual.entry(name).spec()).isEqualTo(spec);
                assertThat(actual.map(actual.entry(name))).as(name).isEqualTo(expected.map(expected.entry(name)));
                compared++;
            }
            assertThat(actual.entries()).hasSize(compared + 1).containsKey("text_encoder.token_embedding.weight");
        }
        assertThat(compared).isGreaterThan(100);
        assertThat(report.computed()).containsExactly("clip_embeds", "att_embeds", "ov_embeds");
        assertThat(report.unused())
                .contains(
                        "eva_clip_psz14.pt: visual.cls_token",
                        "eva_vit_g.pth: blocks.1.attn.q_bias",
                        "eva_vit_g.pth: head.weight",
                        "blip2_pretrained_flant5xl.pth: Qformer.cls.predictions.decoder.weight")
                .noneMatch(name -> name.contains("embed_tokens"));
    }

    @Test
    void run_makesAModelThatAnswersEveryTask() {
        ModelCard card = convert(CHECKPOINTS).card();

        assertThat(card.trained()).isTrue();
        assertThat(card.viewCount()).isEqualTo(2);
        RegionRepresentation region =
                new RegionRepresentation(List.of(0.0, 0.5), new FloatMatrix(2, 12, new float[24]));
        try (DynReferModel model = DynReferModel.load(target, DynReferModel.Part.ALL, Precision.FP32)) {
            assertThat(model.card()).isEqualTo(card);
            assertThat(model.tagDecoder().vocabulary()).containsExactly("cat", "dog", "red car");
            List<String> categories = model.contrastiveDecoder().defaultCategories();
            assertThat(categories).containsExactly("Person", "traffic light");
            Answer.Category known = model.contrastiveDecoder()
                    .categories(List.of(region), categories)
                    .get(0);
            Answer.Category encoded = model.contrastiveDecoder()
                    .categories(List.of(region), List.of("PERSON", "a zebra"))
                    .get(0);
            assertThat(known.categories()).hasSize(2);
            assertThat(encoded.categories()).hasSize(2);
            Answer.Caption caption = model.captionDecoder()
                    .decode(List.of(region), List.of(ControlWords.NONE), CaptionOptions.EVALUATION)
                    .get(0);
            assertThat(caption.score()).isFinite();
        }
    }

    @Test
    void run_takesLaterFilesFirst() {
        List<String> reversed = new ArrayList<>(CHECKPOINTS);
        reversed.remove("vg1.2_5e.pth");
        reversed.add(0, "vg1.2_5e.pth");
        String first = convert(CHECKPOINTS).card().id();
        assertThat(convert(reversed).card().id()).isNotEqualTo(first);
        assertThat(convert(CHECKPOINTS).card().id()).isEqualTo(first);
    }

    @Test
    void run_takesItsOwnResultAsASource() throws IOException {
        String first = convert(CHECKPOINTS).card().id();
        Path again = folder.resolve("again");
        List<Path> files = List.of(target.resolve(Checkpoint.SINGLE), target.resolve("embeddings.safetensors"), words);
        Conversion.Report report = new Conversion("nano", preset).run(ReleasedFiles.find(files), again, Progress.NONE);
        assertThat(report.card().id()).isEqualTo(first);
        assertThat(report.computed()).isEmpty();
        assertThat(report.unused()).isEmpty();
        assertThat(Files.exists(again.resolve(Checkpoint.INDEX))).isFalse();
    }

    @Test
    void run_namesMissingTensorsAndWritesNothing() {
        assertThatThrownBy(() -> convert(List.of("vg1.2_5e.pth", "eva_vit_g.pth", "eva_clip_psz14.pt")))
                .isInstanceOf(DynReferException.class)
                .hasMessageContaining("query_tokens, ")
                .hasMessageContaining("ln_vision.weight")
                .hasMessageContaining("t5_model.shared.weight")
                .hasMessageContaining("google/flan-t5-xl");
        assertThat(target).doesNotExist();
    }

    @Test
    void run_namesATensorOfAnotherShape() {
        Preset tiny = Preset.named("tiny");
        assertThatThrownBy(() -> new Conversion("tiny", tiny).run(files(CHECKPOINTS), target, Progress.NONE))
                .isInstanceOf(DynReferException.class)
                .hasMessageContaining("cls_token")
                .hasMessageContaining("[1, 1, 16]")
                .hasMessageContaining("[1, 1, 64]");
    }

    @Test
    void run_reportsProgressToTheEnd() {
        List<Long> done = new ArrayList<>();
        List<Long> totals = new ArrayList<>();
        new Conversion("nano", preset).run(files(CHECKPOINTS), target, (bytes, total) -> {
            done.add(bytes);
            totals.add(total);
        });
        assertThat(done).isSorted();
        assertThat(totals).containsOnly(done.get(done.size() - 1));
    }

    @Test
    void find_saysWhatIsLackingAndWhereItComesFrom() throws IOException {
        Files.delete(words.resolve("ram_tag_list.txt"));
        assertThatThrownBy(() -> files(CHECKPOINTS))
                .isInstanceOf(DynReferException.class)
                .hasMessageContaining("ram_tag_list.txt")
                .hasMessageContaining("model_configs.zip");
        assertThatThrownBy(() -> ReleasedFiles.find(List.of(words))).hasMessageContaining("checkpoints");
    }

    private Conversion.Report convert(List<String> checkpoints) {
        return new Conversion("nano", preset).run(files(checkpoints), target, Progress.NONE);
    }

    private ReleasedFiles files(List<String> checkpoints) {
        List<Path> paths = new ArrayList<>(
                checkpoints.stream().map(ConversionTest::resource).toList());
        paths.add(words);
        return ReleasedFiles.find(paths);
    }

    static Path resource(String name) {
        try {
            return Path.of(Objects.requireNonNull(ConversionTest.class.getResource(name), name)
                    .toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
