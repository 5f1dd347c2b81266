package io.dynrefer.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynrefer.local.LocalS3;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.store.BlobKey;
import io.dynrefer.store.BlobStore;
import io.dynrefer.store.BlobStoreContract;
import io.dynrefer.store.PutOutcome;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Against a real S3 API server that checks signatures. */
final class S3BlobStoreTest extends BlobStoreContract {
    private static final BlobKey KEY = new BlobKey("images/one");
    private static final String BUCKET = "blobs";
    private static final AwsCredentialsProvider CREDENTIALS = credentials("local-secret");

    @TempDir
    private static Path directory = Path.of("");

    private static LocalS3 server;
    private static int tests;

    private final List<S3BlobStore> opened = new ArrayList<>();

    @BeforeAll
    static void start() throws IOException {
        server = LocalS3.start(LocalS3.Settings.in(directory, BUCKET));
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @AfterEach
    void close() {
        opened.forEach(S3BlobStore::close);
    }

    private static AwsCredentialsProvider credentials(String secret) {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create("local", secret));
    }

    private S3StoreConfig config(URI endpoint) {
        return S3StoreConfig.ofBucket(BUCKET)
                .withRegion("us-east-1")
                .withEndpoint(endpoint)
                .withPrefix("test/" + tests + "/");
    }

    private S3BlobStore open(S3StoreConfig config, AwsCredentialsProvider credentials) {
        S3BlobStore store = S3BlobStore.open(config, credentials);
        opened.add(store);
        return store;
    }

    @Override
    protected BlobStore openEmpty() {
        tests++;
        return openAgain();
    }

    @Override
    protected BlobStore openAgain() {
        return open(config(server.endpoint()), CREDENTIALS);
    }

    @Override
    protected BlobStore openUnreachable() throws IOException {
        LocalS3 stopped = LocalS3.start(LocalS3.Settings.in(directory.resolve("stopped"), BUCKET));
        BlobStore store = open(config(stopped.endpoint()), CREDENTIALS);
        store.checkReachable();
        stopped.close();
        return store;
    }

    @Test
    void putIfAbsent_answerLost_retryMeetsItsOwnObjectAndIsCreated() throws IOException {
        try (FaultyProxy proxy = new FaultyProxy(server.endpoint())) {
            BlobStore store = open(config(proxy.endpoint()), CREDENTIALS);
            proxy.loseAnswers(1);

            PutOutcome outcome = store.putIfAbsent(KEY, bytes("hello"));

            assertThat(proxy.spoiled()).isEqualTo(1);
            assertThat(outcome).isEqualTo(PutOutcome.CREATED);
            assertThat(store.find(KEY)).contains(bytes("hello"));
            assertThat(store.putIfAbsent(KEY, bytes("hello"))).isEqualTo(PutOutcome.ALREADY_THERE);
            assertThat(store.putIfAbsent(KEY, bytes("other"))).isEqualTo(PutOutcome.DIFFERENT);
        }
    }

    @Test
    void putIfAbsent_conflict_isTriedAgain() throws IOException {
        try (FaultyProxy proxy = new FaultyProxy(server.endpoint())) {
            BlobStore store = open(config(proxy.endpoint()), CREDENTIALS);
            proxy.answerConflict(2);

            assertThat(store.putIfAbsent(KEY, bytes("hello"))).isEqualTo(PutOutcome.CREATED);

            assertThat(proxy.spoiled()).isEqualTo(2);
        }
    }

    @Test
    void putIfAbsent_conflictThatStays_isStoreUnavailable() throws IOException {
        try (FaultyProxy proxy = new FaultyProxy(server.endpoint())) {
            BlobStore store = open(config(proxy.endpoint()), CREDENTIALS);
            proxy.answerConflict(100);

            assertThatThrownBy(() -> store.putIfAbsent(KEY, bytes("hello")))
                    .satisfies(BlobStoreContract::isUnavailable)
                    .hasMessageContaining(KEY.value())
                    .hasMessageContaining("409");
        }
    }

    /** An object that another tool put there: no writer, no digest. */
    @Test
    void putIfAbsent_foreignObject_isComparedByItsBytes() throws IOException {
        BlobStore store = openEmpty();
        Path object = directory.resolve(BUCKET + "/test/" + tests + "/" + KEY);
        Files.createDirectories(object.getParent());
        Files.writeString(object, "hello");

        assertThat(store.putIfAbsent(KEY, bytes("hello"))).isEqualTo(PutOutcome.ALREADY_THERE);
        assertThat(store.putIfAbsent(KEY, bytes("HELLO"))).isEqualTo(PutOutcome.DIFFERENT);
        assertThat(store.find(KEY)).contains(bytes("hello"));
    }

    @Test
    void find_damagedObject_isAbsentAndReplaced() throws IOException {
        BlobStore store = openEmpty();
        Path object = directory.resolve(BUCKET + "/test/" + tests + "/" + KEY);
        for (String damaged : List.of("hel", "hellO", "hello!")) {
            assertThat(store.putIfAbsent(KEY, bytes("hello"))).as(damaged).isEqualTo(PutOutcome.CREATED);
            Files.writeString(object, damaged);

            assertThat(store.find(KEY)).as(damaged).isEmpty();
            assertThat(store.exists(KEY)).as(damaged).isFalse();
        }
        assertThat(store.putIfAbsent(KEY, bytes("hello"))).isEqualTo(PutOutcome.CREATED);
        Files.writeString(object, "hel");
        assertThat(store.exists(KEY)).isFalse();
        assertThat(store.putIfAbsent(KEY, bytes("hello"))).isEqualTo(PutOutcome.CREATED);
        Files.writeString(object, "");
        assertThat(store.putIfAbsent(KEY, bytes("hello"))).isEqualTo(PutOutcome.CREATED);
        assertThat(store.find(KEY)).contains(bytes("hello"));
    }

    @Test
    void everyCall_wrongSecret_isStoreUnavailable() {
        BlobStore store = open(config(server.endpoint()), credentials("wrong"));

        assertThatThrownBy(store::checkReachable).satisfies(BlobStoreContract::isUnavailable);
        assertThatThrownBy(() -> store.find(KEY))
                .satisfies(BlobStoreContract::isUnavailable)
                .hasMessageContaining(KEY.value());
        assertThatThrownBy(() -> store.exists(KEY)).satisfies(BlobStoreContract::isUnavailable);
        assertThatThrownBy(() -> store.list("")).satisfies(BlobStoreContract::isUnavailable);
        assertThatThrownBy(() -> store.putIfAbsent(KEY, bytes("x"))).satisfies(BlobStoreContract::isUnavailable);
    }

    @Test
    void everyCall_noSuchBucket_isStoreUnavailableNotAbsent() {
        BlobStore store = open(
                S3StoreConfig.ofBucket("nowhere").withRegion("us-east-1").withEndpoint(server.endpoint()), CREDENTIALS);

        assertThatThrownBy(store::checkReachable)
                .satisfies(BlobStoreContract::isUnavailable)
                .hasMessageContaining("nowhere");
        assertThatThrownBy(() -> store.find(KEY)).satisfies(BlobStoreContract::isUnavailable);
        assertThatThrownBy(() -> store.putIfAbsent(KEY, bytes("x"))).satisfies(BlobStoreContract::isUnavailable);
    }

    @Test
    void prefix_separatesStoresInOneBucket() {
        BlobStore first = openEmpty();
        BlobStore second = openEmpty();
        assertThat(first.putIfAbsent(KEY, bytes("first"))).isEqualTo(PutOutcome.CREATED);

        assertThat(second.find(KEY)).isEmpty();
        assertThat(second.list("")).isEmpty();
        assertThat(second.putIfAbsent(KEY, bytes("second"))).isEqualTo(PutOutcome.CREATED);
    }

    @Test
    void list_moreThanAPage_isComplete() throws IOException {
        BlobStore store = openEmpty();
        Path folder = Files.createDirectories(directory.resolve(BUCKET + "/test/" + tests + "/many"));
        for (int i = 0; i < 1_010; i++) {
            Files.createFile(folder.resolve("key-" + i));
        }

        assertThat(store.list("many/")).hasSize(1_010).isSorted();
    }

    @Test
    void objectOfMoreThanTheMost_isRefusedBeforeItIsRead() throws IOException {
        BlobStore store = openEmpty();
        Path object = directory.resolve(BUCKET).resolve("test/" + tests + "/" + KEY);
        Files.createDirectories(object.getParent());
        try (RandomAccessFile file = new RandomAccessFile(object.toFile(), "rw")) {
            file.setLength((64 << 20) + 1); // takes no room
        }

        assertThatThrownBy(() -> store.find(KEY))
                .isInstanceOfSatisfying(
                        DynReferException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TOO_LARGE))
                .hasMessageContaining("67108864");
    }
}
