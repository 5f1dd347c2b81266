package io.dynrefer.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every {@link BlobStore} does. A backend's test extends this and passes; where a backend deviates, its override
 * asserts the deviation and says why.
 */
public abstract class BlobStoreContract {
    private static final BlobKey KEY = new BlobKey("images/one");
    private static final int WRITERS = 16;
    private static final long SEED = 20_260_101;

    /** A store on empty ground, once per test. */
    protected abstract BlobStore openEmpty() throws Exception;

    /** Another instance on the ground of the last {@link #openEmpty()}, as another process would open it. */
    protected abstract BlobStore openAgain() throws Exception;

    /** A store whose ground was there when it was opened and is gone now. */
    protected abstract BlobStore openUnreachable() throws Exception;

    private BlobStore store = new MemoryBlobStore();

    @BeforeEach
    void open() throws Exception {
        store = openEmpty();
    }

    @Test
    void find_neverWritten_isEmpty() {
        assertThat(store.find(KEY)).isEmpty();
        assertThat(store.exists(KEY)).isFalse();
    }

    @Test
    void find_folderOfAKey_isEmpty() {
        assertThat(store.putIfAbsent(new BlobKey("images/deep/one"), bytes("x")))
                .isEqualTo(PutOutcome.CREATED);

        assertThat(store.find(new BlobKey("images/deep"))).isEmpty();
        assertThat(store.exists(new BlobKey("images"))).isFalse();
    }

    @Test
    void putIfAbsent_newKey_isCreatedAndReadBack() throws Exception {
        assertThat(store.putIfAbsent(KEY, bytes("hello"))).isEqualTo(PutOutcome.CREATED);

        assertThat(store.exists(KEY)).isTrue();
        assertThat(store.find(KEY)).contains(bytes("hello"));
        assertThat(openAgain().find(KEY)).contains(bytes("hello"));
    }

    @Test
    void putIfAbsent_sameContentAgain_isAlreadyThere() throws Exception {
        assertThat(store.putIfAbsent(KEY, bytes("hello"))).isEqualTo(PutOutcome.CREATED);

        assertThat(store.putIfAbsent(KEY, bytes("hello"))).isEqualTo(PutOutcome.ALREADY_THERE);
        assertThat(openAgain().putIfAbsent(KEY, bytes("hello"))).isEqualTo(PutOutcome.ALREADY_THERE);
    }

    @Test
    void putIfAbsent_otherContent_isDifferentAndChangesNothing() throws Exception {
        assertThat(store.putIfAbsent(KEY, bytes("hello"))).isEqualTo(PutOutcome.CREATED);

        PutOutcome outcome = openAgain().putIfAbsent(KEY, bytes("HELLO"));

        assertThat(outcome).isEqualTo(PutOutcome.DIFFERENT);
        assertThat(store.find(KEY)).contains(bytes("hello"));
        assertThatThrownBy(() -> outcome.requireSame(KEY))
                .isInstanceOfSatisfying(
                        DynReferException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INTERNAL))
                .hasMessageContaining(KEY.value());
    }

    @Test
    void putIfAbsent_emptyBlob_isABlob() {
        assertThat(store.putIfAbsent(KEY, new byte[0])).isEqualTo(PutOutcome.CREATED);

        assertThat(store.exists(KEY)).isTrue();
        assertThat(store.find(KEY)).contains(new byte[0]);
        assertThat(store.putIfAbsent(KEY, new byte[0])).isEqualTo(PutOutcome.ALREADY_THERE);
        assertThat(store.putIfAbsent(KEY, new byte[1])).isEqualTo(PutOutcome.DIFFERENT);
    }

    @Test
    void putIfAbsent_everyByteValue_isKept() {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        assertThat(store.putIfAbsent(KEY, all)).isEqualTo(PutOutcome.CREATED);
        assertThat(store.find(KEY)).contains(all);
    }

    @Test
    void putIfAbsent_sixteenMebibytes_isKept() {
        byte[] large = new byte[16 << 20];
        new Random(SEED).nextBytes(large);

        assertThat(store.putIfAbsent(KEY, large)).isEqualTo(PutOutcome.CREATED);
        assertThat(store.putIfAbsent(KEY, large)).isEqualTo(PutOutcome.ALREADY_THERE);
        assertThat(store.find(KEY).orElseThrow()).as("seed %d", SEED).isEqualTo(large);
    }

    @Test
    void putIfAbsent_callersArrayChangesLater_blobDoesNot() {
        byte[] mine = bytes("hello");
        assertThat(store.putIfAbsent(KEY, mine)).isEqualTo(PutOutcome.CREATED);
        mine[0] = 'J';
        store.find(KEY).orElseThrow()[1] = 'u';

        assertThat(store.find(KEY)).contains(bytes("hello"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "A",
                "-",
                "a.b",
                "a..b",
                "a.",
                "views/0123/10_20_110_220@224",
                "odd/a+b=c,d@e-f_g/h",
                "plus+space/+",
                "deep/1/2/3/4/5/6/7/8/9/10/11/12",
                "=,@",
                "1E+10_-0.5"
            })
    void putIfAbsent_oddKey_isItsOwnBlob(String text) throws Exception {
        BlobKey key = new BlobKey(text);
        assertThat(store.putIfAbsent(key, bytes(text))).isEqualTo(PutOutcome.CREATED);

        assertThat(openAgain().find(key)).contains(bytes(text));
        assertThat(store.list("")).containsExactly(key);
    }

    @Test
    protected void putIfAbsent_longestKey_isKept() {
        String segment = "s".repeat(199);
        BlobKey key = BlobKey.of(segment, segment, segment, segment);

        assertThat(store.putIfAbsent(key, bytes("long"))).isEqualTo(PutOutcome.CREATED);
        assertThat(store.find(key)).contains(bytes("long"));
        assertThat(store.list("s")).containsExactly(key);
    }

    @Test
    void putIfAbsent_keysThatDifferInCase_areTwoBlobs() {
        assertThat(store.putIfAbsent(new BlobKey("case/a"), bytes("lower"))).isEqualTo(PutOutcome.CREATED);
        assertThat(store.putIfAbsent(new BlobKey("case/A"), bytes("upper"))).isEqualTo(PutOutcome.CREATED);

        assertThat(store.find(new BlobKey("case/a"))).contains(bytes("lower"));
    }

    @Test
    void putIfAbsent_racingWithOwnContents_hasOneWinnerWhoseContentStays() throws Exception {
        for (int round = 0; round < 5; round++) {
            BlobKey key = BlobKey.of("race", "different-" + round);
            List<PutOutcome> outcomes = race(key, writer -> bytes("writer " + writer));

            assertThat(outcomes).containsOnlyOnce(PutOutcome.CREATED);
            assertThat(Collections.frequency(outcomes, PutOutcome.DIFFERENT)).isEqualTo(WRITERS - 1);
            assertThat(store.find(key)).contains(bytes("writer " + outcomes.indexOf(PutOutcome.CREATED)));
        }
    }

    @Test
    void putIfAbsent_racingWithSameContent_hasOneWinner() throws Exception {
        byte[] content = new byte[300_000];
        new Random(SEED).nextBytes(content);
        for (int round = 0; round < 5; round++) {
            BlobKey key = BlobKey.of("race", "same-" + round);
            List<PutOutcome> outcomes = race(key, writer -> content);

            assertThat(outcomes).containsOnlyOnce(PutOutcome.CREATED);
            assertThat(Collections.frequency(outcomes, PutOutcome.ALREADY_THERE))
                    .isEqualTo(WRITERS - 1);
            assertThat(store.find(key)).contains(content);
        }
    }

    @Test
    void find_whileOthersWrite_seesAllOrNothing() throws Exception {
        byte[] content = new byte[2 << 20];
        new Random(SEED).nextBytes(content);
        BlobStore other = openAgain();
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try {
            for (int round = 0; round < 5; round++) {
                BlobKey key = BlobKey.of("torn", "round-" + round);
                Future<PutOutcome> writing = pool.submit(() -> store.putIfAbsent(key, content));
                while (!writing.isDone()) {
                    other.find(key).ifPresent(seen -> assertThat(seen).isEqualTo(content));
                }
                assertThat(writing.get()).isEqualTo(PutOutcome.CREATED);
                assertThat(other.find(key)).contains(content);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void list_givesTheKeysWithThePrefixInOrder() {
        for (String text : List.of("b/2", "b/10", "a/1", "ba", "b/1/x", "B/1")) {
            assertThat(store.putIfAbsent(new BlobKey(text), bytes(text))).isEqualTo(PutOutcome.CREATED);
        }

        assertThat(store.list("b/")).extracting(BlobKey::value).containsExactly("b/1/x", "b/10", "b/2");
        assertThat(store.list("b")).extracting(BlobKey::value).containsExactly("b/1/x", "b/10", "b/2", "ba");
        assertThat(store.list("")).hasSize(6);
        assertThat(store.list("nothing")).isEmpty();
    }

    @Test
    void blobs_haveTheirSizes() {
        assertThat(store.putIfAbsent(new BlobKey("a/1"), bytes("four"))).isEqualTo(PutOutcome.CREATED);
        assertThat(store.putIfAbsent(new BlobKey("a/2"), new byte[0])).isEqualTo(PutOutcome.CREATED);

        assertThat(store.blobs("a/")).extracting(StoredBlob::bytes).containsExactly(4L, 0L);
    }

    @Test
    void delete_aBlob_makesItsKeyFree() throws Exception {
        BlobKey other = new BlobKey("images/other");
        assertThat(store.putIfAbsent(KEY, bytes("hello"))).isEqualTo(PutOutcome.CREATED);
        assertThat(store.putIfAbsent(other, bytes("stays"))).isEqualTo(PutOutcome.CREATED);

        store.delete(KEY);
        store.delete(KEY);

        assertThat(openAgain().find(KEY)).isEmpty();
        assertThat(store.exists(KEY)).isFalse();
        assertThat(store.list("")).containsExactly(other);
        assertThat(store.putIfAbsent(KEY, bytes("HELLO"))).isEqualTo(PutOutcome.CREATED);
        assertThat(store.find(KEY)).contains(bytes("HELLO"));
    }

    @Test
    void checkReachable_openStore_returns() {
        store.checkReachable();
        assertThat(store.list("")).as("the check leaves nothing behind").isEmpty();
    }

    @Test
    void everyCall_storeGone_isStoreUnavailableNamingTheKey() throws Exception {
        BlobStore gone = openUnreachable();

        assertThatThrownBy(gone::checkReachable).satisfies(BlobStoreContract::isUnavailable);
        assertThatThrownBy(() -> gone.putIfAbsent(KEY, bytes("hello")))
                .satisfies(BlobStoreContract::isUnavailable)
                .hasMessageContaining(KEY.value());
    }

    /** Asserts the one form of a backend's failure. */
    protected static void isUnavailable(Throwable failure) {
        assertThat(failure).isInstanceOfSatisfying(DynReferException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
            assertThat(e.field()).isPresent();
        });
    }

    /** What {@value #WRITERS} writers that start together, half of them on an instance of their own, are told. */
    private List<PutOutcome> race(BlobKey key, IntFunction<byte[]> content) throws Exception {
        BlobStore other = openAgain();
        CyclicBarrier start = new CyclicBarrier(WRITERS);
        ExecutorService pool = Executors.newFixedThreadPool(WRITERS);
        try {
            List<Callable<PutOutcome>> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                int writer = i;
                BlobStore mine = writer % 2 == 0 ? store : other;
                writers.add(() -> {
                    start.await();
                    return mine.putIfAbsent(key, content.apply(writer));
                });
            }
            List<PutOutcome> outcomes = new ArrayList<>();
            for (Future<PutOutcome> future : pool.invokeAll(writers)) {
                outcomes.add(future.get());
            }
            return outcomes;
        } finally {
            pool.shutdownNow();
        }
    }

    /** UTF-8. */
    protected static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
