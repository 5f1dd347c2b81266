package io.dynrefer.referring;

import static io.dynrefer.referring.PipelineFixture.request;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynrefer.region.Box;
import io.dynrefer.region.CaptionOptions;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.region.ScoredLabel;
import io.dynrefer.region.Task;
import io.dynrefer.region.ViewSelection;
import io.dynrefer.store.BlobKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class GatewayTest {
    private static final Set<Task> ALL = Set.of(Task.values());
    private static final Box CAT = new Box(60, 40, 250, 200);
    private static final Box SOFA = new Box(300, 150, 440, 290);
    private static final Box OUTSIDE = new Box(500, 10, 600, 90);

    private final PipelineFixture pipeline = new PipelineFixture();

    @Test
    void refer_answersEveryTaskOfEveryRegion_fromTheViewsItNames() {
        ReferResponse response = pipeline.refer(request(ALL, new ViewSelection.ByTask(), CAT, SOFA));

        assertThat(response.regions())
                .extracting(ReferResponse.RegionAnswer::id)
                .containsExactly("a", "b");
        assertThat(response.regions()).allSatisfy(region -> {
            assertThat(region.error()).isNull();
            assertThat(region.tags()).isNotNull();
            assertThat(region.categories()).hasSize(ReferRequest.DEFAULT_TOP_K);
            assertThat(region.known()).isEqualTo(PixelModel.KNOWN);
            assertThat(region.attributes()).hasSize(2);
            assertThat(region.views()).containsOnlyKeys("tags", "category", "attributes", "caption");
            assertThat(requireNonNull(region.views()).values()).allSatisfy(used -> {
                assertThat(used).hasSize(PixelModel.VIEW_COUNT);
                assertThat(used.get(0).t()).isZero();
            });
        });
        assertThat(response.warnings()).singleElement().asString().contains("untrained");
        assertThat(response.timingsMs()).containsKeys("receive", "views", "encode", "tags", "caption", "total");
    }

    @Test
    void refer_twoTasksWithTheSameViews_encodesEachCropOnce() {
        pipeline.refer(request(ALL, new ViewSelection.Explicit(List.of(0.0, 0.5, 1.0)), CAT, SOFA));

        // Two regions with three views each share the whole image, t = 1.
        assertThat(pipeline.model.cropsEncoded).hasValue(5);
        assertThat(pipeline.model.regionsRepresented).hasValue(2);
        assertThat(pipeline.model.largestBatch).hasValue(4);
    }

    @Test
    void refer_again_computesNothingAndAnswersTheSame() {
        ReferRequest request = request(ALL, new ViewSelection.ByImage(), CAT, SOFA);
        ReferResponse first = pipeline.refer(request);
        int encoded = pipeline.model.cropsEncoded.get();

        ReferResponse second = pipeline.refer(request);

        assertThat(second.regions()).isEqualTo(first.regions());
        assertThat(pipeline.model.cropsEncoded).hasValue(encoded);
        assertThat(second.cache()).isEqualTo(new ReferResponse.Cache(0, 0, 0, 2, 8));
    }

    @Test
    void refer_decodesTheImageOnce_andAgainForNewRegionsAlone() {
        pipeline.refer(request(ALL, new ViewSelection.ByImage(), CAT, SOFA));
        assertThat(pipeline.imagesDecoded).hasValue(1);

        pipeline.refer(request(ALL, new ViewSelection.ByImage(), SOFA));
        assertThat(pipeline.imagesDecoded).hasValue(1);

        pipeline.refer(request(ALL, new ViewSelection.ByTask(), CAT));
        assertThat(pipeline.imagesDecoded).hasValue(2);
    }

    @Test
    void refer_inOneProcess_answersTheSame_withoutStoringCropsOrDecodingTwice() {
        PipelineFixture one = new PipelineFixture(PipelineFixture.CARD, Crops::cut);
        for (ViewSelection views : List.of(new ViewSelection.ByImage(), new ViewSelection.ByTask())) {
            ReferRequest request = request(ALL, views, CAT, SOFA);
            int before = one.imagesDecoded.get();

            assertThat(one.refer(request).regions())
                    .isEqualTo(pipeline.refer(request).regions());
            assertThat(one.imagesDecoded).hasValue(before + 1);
            assertThat(one.refer(request).cache().answersFound()).isEqualTo(8);
            assertThat(one.imagesDecoded).hasValue(before + 1);
        }
        assertThat(one.store.list("views/")).noneMatch(GatewayTest::isCrop);
        assertThat(pipeline.store.list("views/")).anyMatch(GatewayTest::isCrop);
    }

    private static boolean isCrop(BlobKey key) {
        return key.value().contains("@");
    }

    @Test
    void refer_oneBadRegion_answersItsNeighbours() {
        ReferResponse response = pipeline.refer(request(ALL, new ViewSelection.ByTask(), CAT, OUTSIDE, SOFA));

        assertThat(response.regions().get(0).error()).isNull();
        assertThat(response.regions().get(2).error()).isNull();
        assertThat(response.regions().get(1).error())
                .isNotNull()
                .satisfies(error -> assertThat(error.code()).isEqualTo(ErrorCode.REGION_OUTSIDE_IMAGE));
        assertThat(response.regions().get(1).tags()).isNull();
    }

    @Test
    void refer_tellsTheListenerEachPartOnce_errorsFirst() {
        List<ReferResponse.RegionAnswer> heard = new ArrayList<>();
        Set<Task> tasks = Set.of(Task.CATEGORY, Task.CAPTION);

        ReferResponse response = pipeline.gateway
                .refer(request(tasks, new ViewSelection.ByTask(), CAT, OUTSIDE, SOFA), heard::add)
                .toCompletableFuture()
                .join();

        // Tags steer the captions here, but nobody asked for them.
        assertThat(heard).extracting(ReferResponse.RegionAnswer::id).containsExactly("b", "a", "c", "a", "c");
        assertThat(heard.get(0)).isEqualTo(response.regions().get(1));
        assertThat(heard.subList(1, 3))
                .allSatisfy(part -> assertThat(part.views()).containsOnlyKeys("category"));
        assertThat(heard.get(4).caption()).isEqualTo(response.regions().get(2).caption());
        assertThat(heard).extracting(ReferResponse.RegionAnswer::tags).containsOnlyNulls();
    }

    @Test
    void refer_onlyBadRegions_failsAndStoresNothing() {
        assertRefused(request(ALL, new ViewSelection.ByTask(), OUTSIDE), ErrorCode.REGION_OUTSIDE_IMAGE);
    }

    @Test
    void refer_truncatedImage_failsAndStoresNothing() {
        byte[] whole = PipelineFixture.fixture("photo_cat_451x300.png");
        EncodedImage half = new EncodedImage(Arrays.copyOf(whole, whole.length / 2));
        ReferRequest good = request(ALL, new ViewSelection.ByTask(), CAT);
        ReferRequest bad = new ReferRequest(
                half,
                good.regions(),
                ALL,
                good.views(),
                Vocabulary.BUILT_IN,
                List.of(),
                null,
                null,
                1,
                CaptionOptions.INTERACTIVE);

        assertRefused(bad, ErrorCode.UNREADABLE_IMAGE);
    }

    @Test
    void refer_moreViewsThanTheModelTakes_namesTheNumberAndStoresNothing() {
        ReferRequest request = request(ALL, new ViewSelection.Explicit(List.of(0.0, 0.1, 0.2, 0.3)), CAT);

        assertThatThrownBy(() -> pipeline.refer(request)).hasMessageContaining("exactly 3 views, got 4");
        assertRefused(request, ErrorCode.INVALID_REQUEST);
    }

    @Test
    void refer_firstViewIsNotTheRegion_isRefused() {
        ReferRequest request = request(ALL, new ViewSelection.Explicit(List.of(0.1, 0.5, 1.0)), CAT);

        assertThatThrownBy(() -> pipeline.refer(request)).hasMessageContaining("start with 0");
        assertRefused(request, ErrorCode.INVALID_REQUEST);
    }

    @Test
    void refer_tagsAlone_neverTouchesTheLanguageModel() {
        pipeline.refer(request(Set.of(Task.TAGS, Task.CATEGORY, Task.ATTRIBUTES), new ViewSelection.ByTask(), CAT));

        assertThat(pipeline.model.captionsDecoded).hasValue(0);
    }

    @Test
    void refer_captionAlone_isSteeredByPredictedTagsItDoesNotAnswerWith() {
        ReferResponse response = pipeline.refer(request(Set.of(Task.CAPTION), new ViewSelection.ByImage(), CAT));

        ReferResponse.RegionAnswer region = response.regions().get(0);
        assertThat(region.tags()).isNull();
        assertThat(region.views()).containsOnlyKeys("caption");
        assertThat(region.caption())
                .isNotNull()
                .satisfies(caption -> assertThat(caption.text())
                        .isEqualTo("a " + String.join(" ", caption.controlWords()) + " thing"));
    }

    @Test
    void refer_captionOfWeightsThatNameFirst_isSteeredByTheModelsOwnNameWhateverElseIsAsked() {
        PipelineFixture naming = naming(0);
        Set<Task> both = Set.of(Task.CATEGORY, Task.CAPTION);
        ReferRequest alone = request(Set.of(Task.CAPTION), new ViewSelection.ByImage(), CAT);
        List<String> words = controlWords(naming, alone);

        assertThat(words.get(0)).isEqualTo("cat");
        assertThat(Objects.requireNonNull(naming.refer(alone).regions().get(0).caption())
                        .text())
                .endsWith(" cat");
        assertThat(words.subList(1, words.size())).isEqualTo(controlWords(pipeline, alone));
        assertThat(controlWords(naming, request(both, new ViewSelection.ByImage(), CAT)))
                .isEqualTo(words);
        ReferRequest withWords = asking(both, new ViewSelection.ByImage(), new Vocabulary(List.of("ox"), List.of()));
        ReferResponse.RegionAnswer region = naming.refer(withWords).regions().get(0);
        assertThat(Objects.requireNonNull(region.categories()))
                .extracting(ScoredLabel::name)
                .containsExactly("ox");
        assertThat(controlWords(naming, withWords)).isEqualTo(words);
    }

    @Test
    void refer_captionOfWeightsThatNameFirst_leavesOutANameThatIsTooUnlikely() {
        ReferRequest alone = request(Set.of(Task.CAPTION), new ViewSelection.ByImage(), CAT);

        assertThat(controlWords(naming(1), alone)).isEqualTo(controlWords(pipeline, alone));
    }

    private static PipelineFixture naming(double threshold) {
        return new PipelineFixture(
                PipelineFixture.CARD.withNamingThreshold(threshold), (artefacts, images) -> Crops.stored(artefacts));
    }

    private static List<String> controlWords(PipelineFixture asked, ReferRequest request) {
        return Objects.requireNonNull(asked.refer(request).regions().get(0).caption())
                .controlWords();
    }

    @Test
    void refer_withoutWords_saysWhichTheModelChoseFrom() {
        Set<Task> both = Set.of(Task.CATEGORY, Task.ATTRIBUTES);

        assertThat(words(both, Vocabulary.BUILT_IN)).isEqualTo(new ReferResponse.DefaultVocabulary("few", 7, 2));
        assertThat(words(both, new Vocabulary(List.of("cat"), List.of())))
                .isEqualTo(new ReferResponse.DefaultVocabulary("few", null, 2));
        assertThat(words(Set.of(Task.CATEGORY), new Vocabulary(List.of("cat"), List.of())))
                .isNull();
        assertThat(words(Set.of(Task.TAGS), Vocabulary.BUILT_IN)).isNull();
    }

    private ReferResponse.@Nullable DefaultVocabulary words(Set<Task> tasks, Vocabulary vocabulary) {
        return pipeline.refer(asking(tasks, new ViewSelection.ByTask(), vocabulary))
                .defaultVocabulary();
    }

    private static ReferRequest asking(Set<Task> tasks, ViewSelection views, Vocabulary vocabulary) {
        ReferRequest asked = request(tasks, views, CAT);
        return new ReferRequest(
                asked.image(),
                asked.regions(),
                tasks,
                views,
                vocabulary,
                List.of(),
                null,
                null,
                asked.topK(),
                asked.caption());
    }

    private void assertRefused(ReferRequest request, ErrorCode code) {
        assertThatThrownBy(() -> pipeline.refer(request))
                .isInstanceOfSatisfying(
                        DynReferException.class,
                        failure -> assertThat(failure.code()).isEqualTo(code));
        assertThat(pipeline.store.list("")).isEmpty();
    }

    @Test
    void refer_noTask_isRefusedByName() {
        assertThatThrownBy(() -> pipeline.refer(request(Set.of(), new ViewSelection.ByTask(), CAT)))
                .isInstanceOf(DynReferException.class)
                .hasMessageContaining("at least one task");
    }
}
