package io.dynrefer.model.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.dynrefer.model.DynReferModel;
import io.dynrefer.model.DynReferModel.Part;
import io.dynrefer.model.nn.Precision;
import io.dynrefer.model.pretrained.MobileNetSource;
import io.dynrefer.model.pretrained.PretrainedVision;
import io.dynrefer.model.pretrained.StoredTensor;
import io.dynrefer.model.pretrained.TinyTfLite;
import io.dynrefer.model.weights.Checkpoint;
import io.dynrefer.model.weights.InvertedResidualSizes;
import io.dynrefer.model.weights.InvertedResidualSizes.Pixels;
import io.dynrefer.model.weights.InvertedResidualSizes.Stage;
import io.dynrefer.model.weights.Preset;
import io.dynrefer.model.weights.Vocabularies;
import io.dynrefer.region.Attribute;
import io.dynrefer.region.Box;
import io.dynrefer.region.CaptionOptions;
import io.dynrefer.region.ControlWords;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.FloatMatrix;
import io.dynrefer.region.ImageSize;
import io.dynrefer.region.ModelCard;
import io.dynrefer.region.Progress;
import io.dynrefer.region.RegionRepresentation;
import io.dynrefer.region.RegionViews;
import io.dynrefer.region.RgbImage;
import io.dynrefer.region.ViewEmbedding;
import io.dynrefer.safetensors.TensorType;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartFolderTest {
    private static final int VIEW_SIZE = 64;
    private static final Vocabularies VOCABULARIES = new Vocabularies(
            List.of("cup", "red", "kitchen"),
            List.of("cup", "bunk bed"),
            List.of(Attribute.parse("color:red"), Attribute.parse("part:red seat")));
    private static final List<String> TEXTS = List.of("a red cup in a kitchen", "a bunk bed");

    @TempDir
    Path folder;

    private final Preset preset = preset();

    @Test
    void write_makesAModel_thatAnswersEverything_andSaysItIsUntrained() {
        ModelCard card = write(folder, 0);
        assertThat(card.trained()).isFalse();
        assertThat(card.preset()).isEqualTo("small");
        try (DynReferModel model = DynReferModel.load(folder, Part.ALL, Precision.FP32)) {
            List<ViewEmbedding> views = model.imageEncoder().encode(views(3, 8));
            FloatMatrix tokens = views.get(0).tokens();
            assertThat(tokens.rows()).isEqualTo(preset.tokens());
            assertThat(tokens.columns()).isEqualTo(preset.imageEncoder().width());
            Box box = new Box(3, 0, VIEW_SIZE - 2, VIEW_SIZE);
            List<RegionRepresentation> regions = model.regionEncoder()
                    .represent(List.of(new RegionViews(List.of(0.0, 0.1, 0.5), views, Collections.nCopies(3, box))));
            assertThat(model.tagDecoder().decode(regions, 0).get(0).tags()).hasSize(3);
            assertThat(model.contrastiveDecoder()
                            .categories(regions, List.of("cup", "a word of the request"))
                            .get(0)
                            .categories())
                    .allSatisfy(label -> assertThat(label.score()).isFinite());
            assertThat(model.captionDecoder()
                            .decode(regions, List.of(ControlWords.NONE), CaptionOptions.EVALUATION)
                            .get(0)
                            .score())
                    .isFinite();
        }
    }

    @Test
    void write_withTheSameSeed_isTheSameModel() {
        String id = write(folder.resolve("one"), 7).id();
        assertThat(write(folder.resolve("two"), 7).id()).isEqualTo(id);
        assertThat(write(folder.resolve("three"), 8).id()).isNotEqualTo(id);
    }

    @Test
    void write_startsTrainingWhereTrainingShouldStart() {
        write(folder, 0);
        try (Checkpoint checkpoint = Checkpoint.open(folder)) {
            assertThat(checkpoint
                            .file("visual_encoder.stem.weight")
                            .entry("visual_encoder.stem.weight")
                            .spec()
                            .type())
                    .isEqualTo(TensorType.F16);
            assertThat(values(checkpoint, "cvem_align.offset_mask.weight")).containsOnly(0);
            assertThat(values(checkpoint, "Qformer.bert.embeddings.LayerNorm.weight"))
                    .containsOnly(1);
            assertThat(values(checkpoint, "ln_vision.bias")).containsOnly(0);
            assertThat(values(checkpoint, "t5_model.decoder.final_layer_norm.weight"))
                    .containsOnly(1);
            int inputs = preset.imageEncoder().width(); // of the first view
            assertThat(meanSquare(values(checkpoint, "cvem_mlp.0.weight")) * inputs)
                    .isCloseTo(1, within(0.1));
            assertThat(meanSquare(values(checkpoint, "attr_text_proj.weight"))).isCloseTo(1, within(0.1));
        }
    }

    @Test
    void write_startsWithRegionsThatDiffer_andQueriesThatReadThemDifferently() {
        write(folder, 0);
        List<float[]> regions = representations(12);
        double share = variance(regions)
                / regions.stream()
                        .mapToDouble(StartFolderTest::meanSquare)
                        .average()
                        .orElseThrow();
        assertThat(share).as("of x_v that depends on the region").isGreaterThan(0.1);
        List<float[]> overQueries = regions.stream().map(this::meanOverQueries).toList();
        assertThat(variance(overQueries) / variance(regions))
                .as("of that, common to all queries")
                .isLessThan(0.6);
    }

    /** x_v of regions of unrelated views, (queries * width) each. */
    private List<float[]> representations(int count) {
        Box box = new Box(3, 0, VIEW_SIZE - 2, VIEW_SIZE);
        try (DynReferModel model = DynReferModel.load(folder, Part.ALL, Precision.FP32)) {
            return IntStream.range(0, count)
                    .mapToObj(i -> model.imageEncoder().encode(views(3, 100 + i)))
                    .map(views -> new RegionViews(List.of(0.0, 0.1, 0.5), views, Collections.nCopies(3, box)))
                    .map(region ->
                            model.regionEncoder().represent(List.of(region)).get(0))
                    .map(region -> array(region.queries()))
                    .toList();
        }
    }

    private static float[] array(FloatMatrix matrix) {
        float[] values = new float[matrix.rows() * matrix.columns()];
        matrix.values().get(values);
        return values;
    }

    private float[] meanOverQueries(float[] region) {
        int width = preset.qformer().width();
        float[] mean = new float[width];
        for (int i = 0; i < region.length; i++) {
            mean[i % width] += region[i] * width / region.length;
        }
        return mean;
    }

    /** Mean square of what is left of vectors without their mean. */
    private static double variance(List<float[]> vectors) {
        int length = vectors.get(0).length;
        double sum = 0;
        for (int i = 0; i < length; i++) {
            int at = i;
            double mean = vectors.stream().mapToDouble(v -> v[at]).average().orElseThrow();
            sum += vectors.stream()
                    .mapToDouble(v -> (v[at] - mean) * (v[at] - mean))
                    .average()
                    .orElseThrow();
        }
        return sum / length;
    }

    private static double meanSquare(float[] values) {
        return IntStream.range(0, values.length)
                .mapToDouble(i -> values[i] * values[i])
                .average()
                .orElseThrow();
    }

    @Test
    void write_needsAVocabulary_andAPresetWithPretrainedEncoders() {
        Vocabularies empty = new Vocabularies(List.of(), List.of("cup"), List.of(Attribute.parse("color:red")));
        assertThatThrownBy(
                        () -> new StartFolder("small", preset, 0).write(folder, List.of(), empty, TEXTS, Progress.NONE))
                .isInstanceOf(DynReferException.class)
                .hasMessageContaining("clip_embeds");
        assertThatThrownBy(() -> new StartFolder("tiny", Preset.named("tiny"), 0))
                .isInstanceOf(DynReferException.class)
                .hasMessageContaining("minilm");
        assertThatThrownBy(() -> InvertedResidualSizes.of(Preset.named("tiny")))
                .isInstanceOf(DynReferException.class)
                .hasMessageContaining("inverted_residual");
    }

    private ModelCard write(Path target, long seed) {
        InvertedResidualSizes sizes = InvertedResidualSizes.of(preset);
        List<StoredTensor> network = MobileNetSource.read(ByteBuffer.wrap(TinyTfLite.of(sizes)));
        try (PretrainedVision vision = new PretrainedVision(network, sizes, preset.grid())) {
            IntStream.range(0, 8).forEach(i -> vision.add(views(8, i)));
            return new StartFolder("small", preset, seed)
                    .write(target, vision.fit(), VOCABULARIES, TEXTS, Progress.NONE);
        }
    }

    private static float[] values(Checkpoint checkpoint, String name) {
        var file = checkpoint.file(name);
        var content = file.read(file.entry(name)).asFloatBuffer();
        float[] values = new float[content.remaining()];
        content.get(values);
        return values;
    }

    private static List<RgbImage> views(int count, long seed) {
        Random random = new Random(seed);
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    byte[] pixels = new byte[VIEW_SIZE * VIEW_SIZE * 3];
                    random.nextBytes(pixels);
                    return new RgbImage(new ImageSize(VIEW_SIZE, VIEW_SIZE), pixels);
                })
                .toList();
    }

    private static Preset preset() {
        Preset mini = Preset.named("dynrefer-mini");
        InvertedResidualSizes sizes = new InvertedResidualSizes(
                null,
                Pixels.MOBILE_NET,
                4,
                List.of(
                        new Stage(1, 4, 1, 3, 1, 2),
                        new Stage(2, 6, 2, 3, 2, 3),
                        new Stage(2, 8, 1, 3, 2, 0),
                        new Stage(2, 10, 2, 3, 2, 4),
                        new Stage(1, 12, 1, 3, 2, 4)),
                36,
                4,
                2,
                0);
        return new Preset(
                VIEW_SIZE,
                16,
                3,
                sizes,
                mini.lnVisionEpsilon(),
                new Preset.Alignment(sizes.width(), 4, 3, 1, 1, 1, 1, 3, 0),
                mini.roiAlign(),
                new Preset.Qformer(24, 2, 2, 30, 2, 4, 1e-12),
                new Preset.Head(16, 1, 2, 20, 1e-12),
                0.7,
                new Preset.LanguageModel(20, 6, 3, 30, 1, 1, 90, 16, 64, 1e-6, 0, 1, 0),
                mini.textEncoder(),
                16,
                null,
                null,
                null);
    }
}
