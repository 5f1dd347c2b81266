package io.dynrefer.referring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynrefer.referring.jobs.Forgetting;
import io.dynrefer.region.Box;
import io.dynrefer.region.BoxRegion;
import io.dynrefer.region.CaptionOptions;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.region.ImageDigest;
import io.dynrefer.region.ScoredLabel;
import io.dynrefer.region.Task;
import io.dynrefer.region.ViewSelection;
import io.dynrefer.store.BlobKey;
import io.dynrefer.store.Json;
import io.dynrefer.store.RegionSpec;
import io.dynrefer.store.StoreKeys;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ExamplesTest {
    private static final Box CAT = new Box(60, 40, 250, 200);
    private static final RegionSpec SAME = region(CAT);
    private static final RegionSpec SOFA = region(new Box(300, 150, 440, 290));
    private static final EncodedImage OTHER = new EncodedImage(PipelineFixture.fixture("photo_astronaut_311x233.png"));

    private final PipelineFixture pipeline = new PipelineFixture();
    private final KeptVocabularies kept = new KeptVocabularies(pipeline.store, pipeline.gateway.reception());

    private static RegionSpec region(Box box) {
        return RegionSpec.of(new BoxRegion(box));
    }

    private static ReferRequest request(Vocabulary vocabulary) {
        return new ReferRequest(
                PipelineFixture.photo(),
                PipelineFixture.regions(CAT),
                Set.of(Task.CATEGORY),
                new ViewSelection.ByTask(),
                vocabulary,
                List.of(),
                null,
                null,
                ReferRequest.DEFAULT_TOP_K,
                CaptionOptions.INTERACTIVE);
    }

    private static Vocabulary words(String... words) {
        return new Vocabulary(List.of(words), List.of());
    }

    private static List<String> names(ReferResponse response) {
        return requireNonNull(response.regions().get(0).categories()).stream()
                .map(ScoredLabel::name)
                .toList();
    }

    @Test
    void refer_examples_takesTheNearer_amongThoseOfThisImageAndAnother() {
        Vocabulary vocabulary = words().withExamples(
                        "couch", List.of(Example.here(SOFA), new Example(OTHER, region(new Box(0, 0, 9, 9)))))
                .withExamples("tom", List.of(Example.here(SAME)));

        ReferResponse response = pipeline.refer(request(vocabulary));

        assertThat(names(response)).containsExactly("tom", "couch");
        assertThat(response.warnings()).anyMatch(warning -> warning.contains("tom has one example"));
        assertThat(pipeline.store.exists(StoreKeys.image(OTHER.digest()))).isTrue();
    }

    @Test
    void refer_examplesAgain_encodesNothing_andKeepsNoAnswer() {
        ReferRequest request = request(words("cat").withExamples("couch", List.of(Example.here(SOFA))));
        ReferResponse first = pipeline.refer(request);
        int encoded = pipeline.model.cropsEncoded.get();

        assertThat(pipeline.refer(request).regions()).isEqualTo(first.regions());
        assertThat(pipeline.model.cropsEncoded).hasValue(encoded);
        assertThat(pipeline.store.list("answers/")).isEmpty();
    }

    @Test
    void refer_withoutAskingForACategory_looksAtNoExample() {
        ReferRequest asked = request(words().withExamples("couch", List.of(new Example(OTHER, SOFA))));
        ReferRequest tags = new ReferRequest(
                asked.image(),
                asked.regions(),
                Set.of(Task.TAGS),
                asked.views(),
                asked.vocabulary(),
                List.of(),
                null,
                null,
                1,
                asked.caption());

        pipeline.refer(tags);

        assertThat(pipeline.store.exists(StoreKeys.image(OTHER.digest()))).isFalse();
    }

    @Test
    void refer_badExample_isAProblemThatNamesIt() {
        for (Example bad : List.of(
                Example.here(region(new Box(5_000, 0, 5_100, 50))),
                new Example(new EncodedImage(new byte[] {1, 2, 3}), SAME),
                new Example(null, ImageDigest.of(new byte[] {7}), SAME))) {
            Vocabulary vocabulary = words("cat").withExamples("couch", List.of(Example.here(SOFA), bad));

            assertThatThrownBy(() -> pipeline.refer(request(vocabulary)))
                    .isInstanceOf(CompletionException.class)
                    .cause()
                    .isInstanceOfSatisfying(
                            DynReferException.class,
                            problem -> assertThat(problem.field().orElseThrow())
                                    .startsWith("vocabulary.categories[1].examples[1]"));
        }
    }

    @Test
    void refer_tooManyExamples_isRefusedBeforeAnyWork() {
        Vocabulary one = words().withExamples("couch", Collections.nCopies(33, Example.here(SOFA)));
        Vocabulary none = words().withExamples("couch", List.of());
        Vocabulary all = words();
        for (int i = 0; i < 33; i++) {
            all = all.withExamples("couch " + i, Collections.nCopies(32, Example.here(SOFA)));
        }

        for (Vocabulary vocabulary : List.of(one, none, all)) {
            assertThatThrownBy(() -> pipeline.refer(request(vocabulary))).isInstanceOf(DynReferException.class);
        }
        assertThat(pipeline.store.list("")).isEmpty();
    }

    @Test
    void request_isReadAsItWasWritten() {
        Vocabulary vocabulary = words("cat")
                .withExamples(
                        "couch",
                        List.of(Example.here(SOFA), new Example(OTHER, SAME), new Example(null, OTHER.digest(), SAME)));
        ReferRequest request = request(vocabulary);

        byte[] json = Json.write(WireRequest.of(request));

        assertThat(Json.readSent(json, WireRequest.class).toRequest(request.image()))
                .isEqualTo(request);
    }

    @Test
    void request_malformedExamples_areRefusedByName() {
        for (String entry : List.of(
                "{\"name\": \"a\", \"examples\": {}}",
                "{\"name\": \"a\", \"examples\": [], \"description\": \"b\"}",
                "{\"name\": \"a\", \"examples\": [{\"image\": \"*\", \"bbox\": [0, 0, 1, 1]}]}",
                "{\"name\": \"a\", \"examples\": [{\"image\": \"sha256:12\", \"bbox\": [0, 0, 1, 1]}]}",
                "{\"name\": \"a\", \"examples\": [{\"box\": [0, 0, 1, 1]}]}",
                "{\"name\": \"a\", \"examples\": [{\"bbox\": [0, 0, 1, 1]}]}, {\"name\": \"a\", \"examples\": []}")) {
            String json = "{\"regions\": [{\"bbox\": [0, 0, 9, 9]}], \"vocabulary\": [" + entry + "]}";

            assertThatThrownBy(() -> Json.readSent(json.getBytes(UTF_8), WireRequest.class)
                            .toRequest(OTHER))
                    .isInstanceOfSatisfying(
                            DynReferException.class,
                            problem -> assertThat(problem.field().orElseThrow()).startsWith("vocabulary"));
        }
    }

    private KeptVocabularies.Card keep(String json) {
        KeptVocabularies.Wanted wanted = Json.readSent(json.getBytes(UTF_8), KeptVocabularies.Wanted.class);
        return kept.keep(wanted, kept.read(wanted, text -> OTHER));
    }

    @Test
    void vocabulary_kept_answersByItsName() {
        KeptVocabularies.Card card = keep("{\"name\": \"home\", \"categories\": [\"mug\", {\"name\": \"couch\","
                + " \"examples\": [{\"image\": \"other\", \"bbox\": [0, 0, 90, 90]}]}], \"attributes\": [\"wet\"]}");

        assertThat(card).isEqualTo(new KeptVocabularies.Card("home", 2, 1, 1, null));
        assertThat(kept.list()).containsExactly(card);
        assertThat(names(pipeline.refer(request(Vocabulary.named("home"))))).containsExactlyInAnyOrder("mug", "couch");
        assertThat(kept.delete("home")).isEqualTo(card);
        assertThatThrownBy(() -> pipeline.refer(request(Vocabulary.named("home"))))
                .isInstanceOfSatisfying(
                        DynReferException.class,
                        problem -> assertThat(problem.code()).isEqualTo(ErrorCode.NOT_FOUND));
    }

    @Test
    void vocabulary_ofTheSameName_isReplaced_andOneWhoseTimeIsOverIsNone() {
        keep("{\"name\": \"home\", \"categories\": [\"mug\"]}");
        keep("{\"name\": \"home\", \"categories\": [\"mug\", \"cup\"]}");
        assertThat(kept.list()).extracting(KeptVocabularies.Card::categories).containsExactly(2);

        BlobKey key = StoreKeys.vocabulary("old");
        pipeline.store.putIfAbsent(
                key, Json.write(new KeptVocabulary("old", kept.find("home").vocabulary(), 1L)));

        assertThat(kept.list()).extracting(KeptVocabularies.Card::name).containsExactly("home");
        assertThatThrownBy(() -> kept.find("old")).isInstanceOf(DynReferException.class);
        assertThatThrownBy(() -> pipeline.refer(request(Vocabulary.named("old"))))
                .isInstanceOf(DynReferException.class);
    }

    @Test
    void vocabulary_thatCannotBe_isRefused_andNothingIsKept() {
        for (String wanted : List.of(
                "{\"categories\": [\"mug\"]}",
                "{\"name\": \"a/b\", \"categories\": [\"mug\"]}",
                "{\"name\": \"a\"}",
                "{\"name\": \"a\", \"categories\": []}",
                "{\"name\": \"a\", \"categories\": [\"mug\"], \"expires_in\": 0}",
                "{\"name\": \"a\", \"categories\": [{\"name\": \"b\", \"examples\": [{\"bbox\": [0, 0, 1, 1]}]}]}")) {
            assertThatThrownBy(() -> keep(wanted)).as(wanted).isInstanceOf(DynReferException.class);
        }
        assertThat(pipeline.store.list("vocabularies/")).isEmpty();
    }

    @Test
    void forget_anExamplesImage_takesItOutOfVocabularies_withAllThatWasMadeFromIt() {
        keep(
                "{\"name\": \"home\", \"categories\": [\"mug\", {\"name\": \"couch\", \"examples\": [{\"image\": \"other\","
                        + " \"bbox\": [0, 0, 90, 90]}]}]}");
        keep("{\"name\": \"alone\", \"categories\": [{\"name\": \"couch\", \"examples\": [{\"image\": \"other\","
                + " \"bbox\": [0, 0, 90, 90]}]}]}");
        pipeline.refer(request(Vocabulary.named("home")));

        Forgetting.Removal removal = new Forgetting(pipeline.store).forget(OTHER.digest());

        assertThat(removal.removed()).containsEntry("vocabularies", 2);
        assertThat(kept.list()).containsExactly(new KeptVocabularies.Card("home", 1, 0, 0, null));
        assertThat(Stream.of("images/", "embeddings/", "representations/", "views/", "vocabularies/")
                        .flatMap(prefix -> pipeline.store.list(prefix).stream())
                        .map(BlobKey::value))
                .noneMatch(key -> key.contains(OTHER.digest().hex()));
    }
}
