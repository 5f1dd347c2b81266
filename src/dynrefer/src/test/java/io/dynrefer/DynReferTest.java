package io.dynrefer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynrefer.model.nn.Precision;
import io.dynrefer.referring.Example;
import io.dynrefer.referring.ReferResponse;
import io.dynrefer.referring.ReferResponse.RegionAnswer;
import io.dynrefer.region.BatchSizes;
import io.dynrefer.region.BoxOverlap;
import io.dynrefer.region.BoxRegion;
import io.dynrefer.region.CaptionOptions;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.region.Point;
import io.dynrefer.region.Proposal;
import io.dynrefer.region.Region;
import io.dynrefer.region.ScoredLabel;
import io.dynrefer.region.Task;
import io.dynrefer.region.ViewSelection;
import io.dynrefer.store.BlobKey;
import io.dynrefer.store.BlobStore;
import io.dynrefer.store.MemoryBlobStore;
import io.dynrefer.store.PutOutcome;
import io.dynrefer.store.RegionSpec;
import io.dynrefer.store.StoredBlob;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DynReferTest {
    private static final Region BOX = Region.box(455, 184, 273, 445);
    private static final Region OUTSIDE = Region.box(5000, 0, 10, 10);
    private static final Questions CATEGORY = Questions.ask().category("giraffe", "zebra", "tree");

    private static DynRefer dynrefer;

    @BeforeAll
    static void open() {
        dynrefer = DynRefer.open(Checkout.MODEL);
    }

    @AfterAll
    static void close() {
        dynrefer.close();
    }

    @Test
    void boxAt_theMiddleOfTheGiraffe_holdsIt() {
        Proposal found = dynrefer.boxAt(Checkout.GIRAFFE, new Point(591, 406)).orElseThrow();

        assertThat(BoxOverlap.intersectionOverUnion(found.box(), ((BoxRegion) BOX).box()))
                .isGreaterThan(0.4); // The head draws it too wide.
        assertThat(dynrefer.proposals(Checkout.GIRAFFE, 20)).hasSize(20).contains(found);
    }

    @Test
    void denseCaptions_ofTheGiraffe_nameIt() {
        ReferResponse answer = dynrefer.denseCaptions(Checkout.GIRAFFE, CATEGORY, 5);

        assertThat(answer.regions())
                .hasSizeBetween(1, 5)
                .allSatisfy(region -> assertThat(region.proposal()).isNotNull());
        assertThat(answer.regions())
                .anyMatch(region -> Objects.requireNonNull(region.categories())
                        .get(0)
                        .name()
                        .equals("giraffe"));
    }

    @Test
    void refer_withoutQuestions_answersAllFour() {
        RegionAnswer answer = only(dynrefer.refer(Checkout.GIRAFFE, BOX));
        assertThat(answer.tags()).isNotEmpty();
        assertThat(answer.categories()).hasSize(5);
        assertThat(answer.attributes()).hasSize(5);
        assertThat(answer.caption()).isNotNull();
        assertThat(answer.views()).containsOnlyKeys("tags", "category", "attributes", "caption");
    }

    @Test
    void refer_questions_areAllThatIsAnswered() throws Exception {
        Questions questions = CATEGORY.attributes("color:brown", "wet").topK(2);
        RegionAnswer answer = only(dynrefer.refer(Files.readAllBytes(Checkout.GIRAFFE), questions, BOX));
        assertThat(names(answer.categories())).hasSize(2).isSubsetOf("giraffe", "zebra", "tree");
        assertThat(names(answer.attributes())).containsExactlyInAnyOrder("color:brown", "wet");
        assertThat(answer.tags()).isNull();
        assertThat(answer.caption()).isNull();
    }

    @Test
    void refer_settings_reachTheirTasks() {
        Questions questions = Questions.ask()
                .tags(0)
                .caption("red", "round")
                .views(new ViewSelection.Explicit(List.of(0.0, 0.2, 0.9)))
                .search(new CaptionOptions(1, 3, 0, 1));
        RegionAnswer answer = only(dynrefer.refer(Checkout.GIRAFFE, questions, BOX));
        assertThat(answer.tags()).hasSizeGreaterThan(100);
        assertThat(Objects.requireNonNull(answer.caption()).controlWords()).containsExactly("red", "round");
        assertThat(Objects.requireNonNull(answer.views()).get("tags"))
                .extracting(ReferResponse.ViewUsed::t)
                .containsExactly(0.0, 0.2, 0.9);
    }

    @Test
    void openWhenNeeded_findsAnswersWithoutTheWeights_andSaysWhatTheyLackWhenItComputes(@TempDir Path folder)
            throws Exception {
        Path store = folder.resolve("store");
        ReferResponse computed;
        try (DynRefer opened = DynRefer.builder(Checkout.MODEL).store(store).openWhenNeeded()) {
            computed = opened.refer(Checkout.GIRAFFE, BOX);
        }
        Path lacking = Files.createDirectory(folder.resolve("lacking"));
        for (String file : List.of("model.json", "weights.safetensors")) {
            Files.createSymbolicLink(
                    lacking.resolve(file), Checkout.MODEL.resolve(file).toAbsolutePath());
        }
        try (DynRefer waiting = DynRefer.builder(lacking).store(store).openWhenNeeded()) {
            ReferResponse found = waiting.refer(Checkout.GIRAFFE, BOX);
            assertThat(found.regions()).isEqualTo(computed.regions());
            assertThat(found.model()).isEqualTo(computed.model());
            assertThat(found.cache().answersFound()).isEqualTo(4);
            assertThatThrownBy(() -> waiting.refer(Checkout.GIRAFFE, Region.box(10, 10, 50, 50)))
                    .hasMessageContaining("config.json");
        }
    }

    @Test
    void refer_regionOutsideTheImage_failsAlone() {
        List<RegionAnswer> answers =
                dynrefer.refer(Checkout.GIRAFFE, CATEGORY, OUTSIDE, BOX).regions();
        assertThat(Objects.requireNonNull(answers.get(0).error()).code()).isEqualTo(ErrorCode.REGION_OUTSIDE_IMAGE);
        assertThat(answers.get(1).error()).isNull();
        assertThat(answers).extracting(RegionAnswer::id).containsExactly("0", "1");
    }

    @Test
    void refer_nothingAnswerable_throwsWhatIsWrong() {
        assertThatThrownBy(() -> dynrefer.refer(Checkout.GIRAFFE, CATEGORY, OUTSIDE))
                .isInstanceOfSatisfying(
                        DynReferException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.REGION_OUTSIDE_IMAGE));
        assertThatThrownBy(() -> dynrefer.refer(Path.of("nowhere.jpg"), BOX))
                .isInstanceOf(DynReferException.class)
                .hasMessageContaining("nowhere.jpg");
        assertThatThrownBy(() -> dynrefer.refer(Checkout.GIRAFFE, Questions.ask(), BOX))
                .isInstanceOf(DynReferException.class)
                .hasMessageContaining("at least one task");
        assertThatThrownBy(() -> dynrefer.refer(Checkout.GIRAFFE))
                .isInstanceOf(DynReferException.class)
                .hasMessageContaining("at least one region");
    }

    @Test
    void refer_fromSeveralThreads_answersAsAlone() {
        RegionAnswer alone = only(dynrefer.refer(Checkout.GIRAFFE, CATEGORY, BOX));
        List<CompletableFuture<RegionAnswer>> together = IntStream.range(0, 6)
                .mapToObj(call ->
                        CompletableFuture.supplyAsync(() -> only(dynrefer.refer(Checkout.GIRAFFE, CATEGORY, BOX))))
                .toList();
        assertThat(together).allSatisfy(answer -> assertThat(answer.join()).isEqualTo(alone));
    }

    @Test
    void views_areThoseThatAnAnswerIsMadeFrom() {
        Questions tagsAndCategory = CATEGORY.tags();
        assertThat(dynrefer.views(Checkout.GIRAFFE, tagsAndCategory, BOX)
                        .regions()
                        .get(0)
                        .views())
                .isEqualTo(only(dynrefer.refer(Checkout.GIRAFFE, tagsAndCategory, BOX))
                        .views());
        assertThat(dynrefer.views(Checkout.GIRAFFE, BOX).regions().get(0).views())
                .hasSize(4);
    }

    @Test
    void store_inAFolder_isFoundAgain_inMemoryItIsNot(@TempDir Path folder) {
        try (DynRefer keeping = DynRefer.builder(Checkout.MODEL).store(folder).open()) {
            ReferResponse first = keeping.refer(Checkout.GIRAFFE, CATEGORY, BOX);
            assertThat(first.cache().embeddingsComputed()).isPositive();
            assertThat(keeping.refer(Checkout.GIRAFFE, CATEGORY, BOX).cache().answersFound())
                    .isEqualTo(1);
        }
        dynrefer.refer(Checkout.GIRAFFE, CATEGORY, BOX);
        assertThat(dynrefer.refer(Checkout.GIRAFFE, CATEGORY, BOX).cache().answersFound())
                .isZero();
    }

    @Test
    void tasks_loadTheirPartsAndNoOthers() {
        try (DynRefer captions = DynRefer.builder(Checkout.MODEL)
                .tasks(Set.of(Task.CAPTION))
                .precision(Precision.FP32)
                .threads(1)
                .batches(BatchSizes.of(1))
                .open()) {
            assertThat(caption(captions)).isEqualTo(caption(dynrefer));
            assertThatThrownBy(() ->
                            captions.refer(Checkout.GIRAFFE, Questions.ask().attributes(), BOX))
                    .isInstanceOf(DynReferException.class)
                    .hasMessageContaining("attributes");
        }
    }

    @Test
    void open_whatIsNoModelFolder_isRefused(@TempDir Path empty) {
        assertThatThrownBy(() -> DynRefer.open(empty.resolve("missing")))
                .isInstanceOfSatisfying(
                        DynReferException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND))
                .hasMessageContaining("missing");
        assertThatThrownBy(() -> DynRefer.open(empty)).isInstanceOf(DynReferException.class);
    }

    @Test
    void close_waitsForCallsAndRefusesLaterOnes() throws InterruptedException {
        SlowStore slow = new SlowStore();
        DynRefer closing = DynRefer.builder(Checkout.MODEL).store(slow).open();
        CompletableFuture<ReferResponse> answer =
                CompletableFuture.supplyAsync(() -> closing.refer(Checkout.GIRAFFE, CATEGORY, BOX));
        slow.entered.await();
        Thread closer = new Thread(closing::close);
        closer.start();
        while (closer.getState() != Thread.State.WAITING && closer.getState() != Thread.State.TERMINATED) {
            Thread.onSpinWait();
        }
        slow.goOn.countDown();
        assertThat(only(answer.join()).categories()).isNotEmpty();
        closer.join();
        closing.close();
        assertThatThrownBy(() -> closing.refer(Checkout.GIRAFFE, BOX)).isInstanceOf(IllegalStateException.class);
    }

    /** Keeps the first call waiting in its first step. */
    private static final class SlowStore implements BlobStore {
        final CountDownLatch entered = new CountDownLatch(1);
        final CountDownLatch goOn = new CountDownLatch(1);
        private final BlobStore store = new MemoryBlobStore();

        @Override
        public PutOutcome putIfAbsent(BlobKey key, byte[] bytes) {
            entered.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return store.putIfAbsent(key, bytes);
        }

        @Override
        public Optional<byte[]> find(BlobKey key) {
            return store.find(key);
        }

        @Override
        public boolean exists(BlobKey key) {
            return store.exists(key);
        }

        @Override
        public void delete(BlobKey key) {
            store.delete(key);
        }

        @Override
        public List<StoredBlob> blobs(String prefix) {
            return store.blobs(prefix);
        }

        @Override
        public void checkReachable() {
            store.checkReachable();
        }
    }

    private static String caption(DynRefer system) {
        RegionAnswer answer =
                only(system.refer(Checkout.GIRAFFE, Questions.ask().caption(), BOX));
        return Objects.requireNonNull(answer.caption()).text();
    }

    private static RegionAnswer only(ReferResponse response) {
        assertThat(response.regions()).hasSize(1);
        return response.regions().get(0);
    }

    private static List<String> names(@Nullable List<ScoredLabel> labels) {
        return Objects.requireNonNull(labels).stream().map(ScoredLabel::name).toList();
    }

    @Test
    void refer_byExample_mixesWithWords_andSaysThatOneIsFew() {
        Questions questions = CATEGORY.example("our giraffe", Example.here(RegionSpec.of(BOX)));

        ReferResponse response = dynrefer.refer(Checkout.GIRAFFE, questions, BOX);

        assertThat(names(only(response).categories()))
                .startsWith("our giraffe", "giraffe")
                .contains("zebra");
        assertThat(response.warnings()).anyMatch(warning -> warning.contains("'our giraffe' has a single example"));
    }
}
