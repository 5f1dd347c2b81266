package io.dynrefer.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynrefer.model.DynReferModel.Part;
import io.dynrefer.model.init.InitWeights;
import io.dynrefer.model.nn.Precision;
import io.dynrefer.model.weights.WeightsException;
import io.dynrefer.region.Answer;
import io.dynrefer.region.Attribute;
import io.dynrefer.region.Box;
import io.dynrefer.region.CaptionOptions;
import io.dynrefer.region.ControlWords;
import io.dynrefer.region.FloatMatrix;
import io.dynrefer.region.ImageSize;
import io.dynrefer.region.ModelCard;
import io.dynrefer.region.Progress;
import io.dynrefer.region.RegionRepresentation;
import io.dynrefer.region.RegionViews;
import io.dynrefer.region.RgbImage;
import io.dynrefer.region.ScoredLabel;
import io.dynrefer.region.ViewEmbedding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DynReferModelTest {
    private static final long SEED = 11;
    private static final List<Double> COEFFICIENTS = List.of(0.0, 0.1, 0.3);

    @TempDir
    static Path folder;

    static DynReferModel model;

    @BeforeAll
    static void load() {
        ModelCard card = InitWeights.ofPreset("tiny", SEED).write(folder, Progress.NONE);
        model = DynReferModel.load(folder, Part.ALL, Precision.FP32);
        assertThat(model.card()).isEqualTo(card);
    }

    @AfterAll
    static void close() {
        model.close();
    }

    @Test
    void everyTask_answers() {
        RegionRepresentation region = representation(3);
        Answer.Tags tags = model.tagDecoder().decode(List.of(region), 0.5).get(0);
        assertThat(tags.tags())
                .isNotEmpty()
                .allSatisfy(tag -> assertThat(tag.score()).isBetween(0.5, 1.0));
        Answer.Category category = model.contrastiveDecoder()
                .categories(List.of(region), model.contrastiveDecoder().defaultCategories())
                .get(0);
        assertThat(category.categories()).hasSize(80);
        assertThat(scores(category.categories())).isSortedAccordingTo(Collections.reverseOrder());
        Answer.Attributes attributes = model.contrastiveDecoder()
                .attributes(List.of(region), model.contrastiveDecoder().defaultAttributes())
                .get(0);
        assertThat(attributes.attributes())
                .hasSameSizeAs(model.contrastiveDecoder().defaultAttributes());
        Answer.Caption caption = model.captionDecoder()
                .decode(List.of(region), List.of(new ControlWords(List.of("cat"))), CaptionOptions.INTERACTIVE)
                .get(0);
        assertThat(caption.score()).isFinite();
        assertThat(caption.controlWords()).containsExactly("cat");
    }

    @Test
    void requestTimeVocabulary_scoresALabelTheSameInAnyCompany() {
        RegionRepresentation region = representation(4);
        List<String> words = new ArrayList<>(List.of("naïve café", "zebra", "unheard of", "dog"));
        List<ScoredLabel> all = model.contrastiveDecoder()
                .categories(List.of(region), words)
                .get(0)
                .categories();
        for (ScoredLabel label : all) {
            ScoredLabel alone = model.contrastiveDecoder()
                    .categories(List.of(region), List.of(label.name()))
                    .get(0)
                    .categories()
                    .get(0);
            assertThat(alone.score()).isCloseTo(label.score(), Offset.offset(1e-5));
        }
        assertThatThrownBy(() -> model.contrastiveDecoder().categories(List.of(region), List.of()))
                .hasMessageContaining("at least one entry");
        assertThatThrownBy(() -> model.contrastiveDecoder().attributes(List.of(region), List.<Attribute>of()))
                .hasMessageContaining("at least one entry");
    }

    @Test
    void views_matter_andSoDoesTheirOrder() {
        List<ViewEmbedding> views = views(5);
        RegionRepresentation ordered = represent(views);
        RegionRepresentation swapped = represent(List.of(views.get(0), views.get(2), views.get(1)));
        RegionRepresentation other = represent(List.of(views.get(0), views.get(1), views.get(1)));
        assertThat(swapped.queries()).isNotEqualTo(ordered.queries());
        assertThat(other.queries()).isNotEqualTo(ordered.queries());
        assertThat(represent(views)).isEqualTo(ordered);
    }

    @Test
    void batches_giveTheSameNumbers_asOneByOne() {
        List<RgbImage> crops = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            crops.add(crop(i));
        }
        List<ViewEmbedding> together = model.imageEncoder().encode(crops);
        for (int i = 0; i < crops.size(); i++) {
            ViewEmbedding alone =
                    model.imageEncoder().encode(List.of(crops.get(i))).get(0);
            assertClose(together.get(i).tokens(), alone.tokens());
        }
        List<RegionViews> regions = new ArrayList<>();
        for (int i = 0; i + 3 <= together.size(); i++) {
            regions.add(regionViews(together.subList(i, i + 3)));
        }
        List<RegionRepresentation> representations = model.regionEncoder().represent(regions);
        for (int i = 0; i < regions.size(); i++) {
            assertClose(
                    representations.get(i).queries(),
                    model.regionEncoder()
                            .represent(List.of(regions.get(i)))
                            .get(0)
                            .queries());
        }
        assertThat(model.imageEncoder().encode(List.of())).isEmpty();
        assertThat(model.regionEncoder().represent(List.of())).isEmpty();
        assertThat(model.tagDecoder().decode(List.of(), 0.5)).isEmpty();
    }

    @Test
    void concurrentCalls_giveTheSameAnswers() throws Exception {
        RegionRepresentation expected = representation(6);
        List<Answer.Tags> tags = model.tagDecoder().decode(List.of(expected), 0.5);
        Callable<Boolean> call = () -> representation(6).equals(expected)
                && model.tagDecoder().decode(List.of(expected), 0.5).equals(tags);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (Future<Boolean> same : threads.invokeAll(Collections.nCopies(40, call))) {
                assertThat(same.get()).isTrue();
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void parts_openOnlyTheirTensors() {
        try (DynReferModel decoders = DynReferModel.load(folder, Set.of(Part.TAGS, Part.CONTRAST))) {
            assertThat(decoders.tensorsInUse())
                    .isNotEmpty()
                    .noneMatch(name -> name.startsWith("t5_") || name.startsWith("visual_encoder"));
            assertThatThrownBy(decoders::captionDecoder)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("CAPTION");
        }
        try (DynReferModel nothing = DynReferModel.load(folder, Set.of())) {
            assertThat(nothing.tensorsInUse()).isEmpty();
            assertThat(nothing.card().trained()).isFalse();
        }
    }

    @Test
    void load_smallWeights_hasTheSameIdsOnEveryMachine() {
        try (DynReferModel decoders = DynReferModel.load(folder, Set.of(Part.REGION_ENCODER))) {
            assertThat(decoders.regionEncoder().id()).endsWith("-fp32");
        }
    }

    @Test
    void bf16_isCloseToFp32_andHasItsOwnIds() {
        try (DynReferModel half = DynReferModel.load(folder, Part.ALL, Precision.BF16)) {
            assertThat(half.imageEncoder().id())
                    .endsWith("-bf16")
                    .isNotEqualTo(model.imageEncoder().id());
            assertThat(half.regionEncoder().id()).endsWith("-bf16");
            List<ViewEmbedding> views = half.imageEncoder().encode(List.of(crop(50), crop(51), crop(52)));
            FloatMatrix exact = represent(views(5)).queries();
            FloatMatrix rough = half.regionEncoder()
                    .represent(List.of(regionViews(views)))
                    .get(0)
                    .queries();
            assertThat(relativeError(rough, exact)).isBetween(1e-6, 0.05);
            RegionRepresentation region = representation(3);
            assertThat(scores(half.contrastiveDecoder()
                                    .categories(List.of(region), List.of("cat"))
                                    .get(0)
                                    .categories())
                            .get(0))
                    .isCloseTo(
                            scores(model.contrastiveDecoder()
                                            .categories(List.of(region), List.of("cat"))
                                            .get(0)
                                            .categories())
                                    .get(0),
                            Offset.offset(0.1));
            assertThat(half.captionDecoder()
                            .decode(List.of(region), List.of(ControlWords.NONE), CaptionOptions.EVALUATION))
                    .hasSize(1);
        }
    }

    @Test
    void inputsOfAnotherModel_areRefused() {
        ViewEmbedding foreign = new ViewEmbedding(new FloatMatrix(2, 3, new float[6]));
        assertThatThrownBy(() -> represent(List.of(foreign, foreign, foreign)))
                .hasMessageContaining("made by another image encoder");
        ViewEmbedding view = views(1).get(0);
        assertThatThrownBy(() -> model.regionEncoder()
                        .represent(List.of(new RegionViews(List.of(0.0), List.of(view), List.of(new Box(0, 0, 9, 9))))))
                .hasMessageContaining("exactly 3 views");
        RegionRepresentation other = new RegionRepresentation(List.of(0.0), foreign.tokens());
        assertThatThrownBy(() -> model.tagDecoder().decode(List.of(other), 0.5))
                .hasMessageContaining("made by another model");
        assertThatThrownBy(() -> model.imageEncoder().encode(List.of(new RgbImage(new ImageSize(1, 1), new byte[3]))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void vocabularyThatDoesNotFit_isAClearError(@TempDir Path broken) throws IOException {
        InitWeights.ofPreset("tiny", SEED).write(broken, Progress.NONE);
        Files.writeString(broken.resolve("tags.txt"), "one\ntwo\n");
        assertThatThrownBy(() -> DynReferModel.load(broken, Set.of(Part.TAGS)))
                .isInstanceOf(WeightsException.class)
                .hasMessageContaining("clip_embeds")
                .hasMessageContaining("(2, 20)");
        Files.delete(broken.resolve(ModelCard.FILE_NAME));
        assertThatThrownBy(() -> DynReferModel.load(broken, Set.of()))
                .isInstanceOf(WeightsException.class)
                .hasMessageContaining("model.json");
    }

    private static RegionRepresentation representation(int seed) {
        return represent(views(seed));
    }

    private static List<ViewEmbedding> views(int seed) {
        return model.imageEncoder().encode(List.of(crop(10 * seed), crop(10 * seed + 1), crop(10 * seed + 2)));
    }

    private static RegionRepresentation represent(List<ViewEmbedding> views) {
        return model.regionEncoder().represent(List.of(regionViews(views))).get(0);
    }

    private static RegionViews regionViews(List<ViewEmbedding> views) {
        return new RegionViews(
                COEFFICIENTS, views, List.of(new Box(0, 0, 56, 56), new Box(3, 4, 50, 51), new Box(8, 8, 40, 30)));
    }

    private static RgbImage crop(int seed) {
        byte[] pixels = new byte[56 * 56 * 3];
        new Random(seed).nextBytes(pixels);
        return new RgbImage(new ImageSize(56, 56), pixels);
    }

    private static List<Double> scores(List<ScoredLabel> labels) {
        return labels.stream().map(ScoredLabel::score).toList();
    }

    private static void assertClose(FloatMatrix actual, FloatMatrix expected) {
        assertThat(relativeError(actual, expected)).isLessThan(1e-5);
    }

    private static double relativeError(FloatMatrix actual, FloatMatrix expected) {
        double difference = 0;
        double size = 0;
        for (int i = 0; i < expected.values().remaining(); i++) {
            difference += Math.pow(actual.values().get(i) - expected.values().get(i), 2);
            size += Math.pow(expected.values().get(i), 2);
        }
        return Math.sqrt(difference / size);
    }
}
