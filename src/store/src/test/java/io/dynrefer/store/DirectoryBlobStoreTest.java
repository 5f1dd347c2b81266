package io.dynrefer.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DirectoryBlobStoreTest extends BlobStoreContract {
    private static final BlobKey KEY = new BlobKey("images/one");

    @TempDir
    private Path directory = Path.of("");

    @Override
    protected BlobStore openEmpty() {
        return new DirectoryBlobStore(directory.resolve("store"));
    }

    @Override
    protected BlobStore openAgain() {
        return new DirectoryBlobStore(directory.resolve("store"));
    }

    /** A file stands where the store's directory was. */
    @Override
    protected BlobStore openUnreachable() throws IOException {
        Path root = directory.resolve("gone");
        BlobStore store = new DirectoryBlobStore(root);
        Files.delete(root.resolve(".incoming"));
        Files.delete(root);
        Files.createFile(root);
        return store;
    }

    @Test
    void find_storeGone_isStoreUnavailableNotAbsent() throws IOException {
        BlobStore gone = openUnreachable();

        assertThatThrownBy(() -> gone.find(KEY))
                .satisfies(BlobStoreContract::isUnavailable)
                .hasMessageContaining(KEY.value());
        assertThatThrownBy(() -> gone.exists(KEY)).satisfies(BlobStoreContract::isUnavailable);
        Files.delete(directory.resolve("gone"));
        assertThatThrownBy(() -> gone.find(KEY))
                .satisfies(BlobStoreContract::isUnavailable)
                .hasMessageContaining("is gone");
    }

    @Test
    void open_fileInTheWay_isStoreUnavailableNamingTheDirectory() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));

        assertThatThrownBy(() -> new DirectoryBlobStore(file))
                .satisfies(BlobStoreContract::isUnavailable)
                .hasMessageContaining(file.toString());
    }

    @Test
    void open_deletesWhatDeadProcessesLeftAndNothingElse() throws IOException {
        BlobStore store = openEmpty();
        assertThat(store.putIfAbsent(KEY, bytes("blob"))).isEqualTo(PutOutcome.CREATED);
        Path incoming = directory.resolve("store/.incoming");
        Path old = Files.writeString(incoming.resolve("old"), "half a bl");
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
        Path fresh = Files.writeString(incoming.resolve("fresh"), "half a bl");

        BlobStore again = openAgain();

        assertThat(old).doesNotExist();
        assertThat(fresh).exists();
        assertThat(again.list("")).containsExactly(KEY);
    }

    @Test
    void list_foreignFiles_areNotBlobs() throws IOException {
        BlobStore store = openEmpty();
        Files.writeString(directory.resolve("store/.DS_Store"), "");
        Files.writeString(directory.resolve("store/my photo.jpg"), "");

        assertThat(store.list("")).isEmpty();
    }

    /** What a power cut, a bad disk or a hand may leave. */
    @ParameterizedTest
    @ValueSource(strings = {"cut in its bytes", "cut in its seal", "empty", "a bit turned", "longer"})
    void find_damagedBlob_isAbsentAndReplaced(String damage) throws IOException {
        BlobStore store = openEmpty();
        assertThat(store.putIfAbsent(KEY, bytes("hello"))).isEqualTo(PutOutcome.CREATED);
        Path file = directory.resolve("store/images/one~");
        byte[] content = Files.readAllBytes(file);
        byte[] damaged = switch (damage) {
            case "cut in its bytes" -> Arrays.copyOf(content, 3);
            case "cut in its seal" -> Arrays.copyOf(content, content.length - 1);
            case "empty" -> new byte[0];
            case "a bit turned" -> turned(content);
            default -> Arrays.copyOf(content, content.length + 1);
        };
        Files.write(file, damaged);

        assertThat(openAgain().exists(KEY)).isFalse();
        assertThat(file).doesNotExist();
        Files.write(file, damaged);
        assertThat(store.find(KEY)).isEmpty();
        Files.write(file, damaged);
        assertThat(store.putIfAbsent(KEY, bytes("hello"))).isEqualTo(PutOutcome.CREATED);
        assertThat(openAgain().find(KEY)).contains(bytes("hello"));
        assertThat(directory.resolve("store/.incoming")).isEmptyDirectory();
    }

    private static byte[] turned(byte[] content) {
        byte[] turned = content.clone();
        turned[2] ^= 1;
        return turned;
    }

    @Test
    void find_blobOfBeforeThereWereSeals_isReadAndNeverWrittenOver() throws IOException {
        BlobStore store = openEmpty();
        Files.writeString(
                Files.createDirectories(directory.resolve("store/images")).resolve("one"), "old");

        assertThat(store.find(KEY)).contains(bytes("old"));
        assertThat(store.exists(KEY)).isTrue();
        assertThat(store.putIfAbsent(KEY, bytes("old"))).isEqualTo(PutOutcome.ALREADY_THERE);
        assertThat(store.putIfAbsent(KEY, bytes("new"))).isEqualTo(PutOutcome.DIFFERENT);
        assertThat(store.blobs(""))
                .extracting(StoredBlob::key, StoredBlob::bytes)
                .containsExactly(tuple(KEY, 3L));
        store.delete(KEY);
        assertThat(store.find(KEY)).isEmpty();
    }

    @Test
    void blob_isReadableWithAnyTool_beforeALineOfText() throws IOException {
        assertThat(openEmpty().putIfAbsent(KEY, bytes("hello"))).isEqualTo(PutOutcome.CREATED);

        assertThat(directory.resolve("store/images/one~"))
                .hasContent("hello\ndynrefer-blob 1 0000000000000005 9a71bb4c\n");
    }

    @Test
    void delete_lastBlobOfAFolder_takesTheFolderAway() throws IOException {
        BlobStore store = openEmpty();
        assertThat(store.putIfAbsent(new BlobKey("a/b/c"), bytes("x"))).isEqualTo(PutOutcome.CREATED);
        assertThat(store.putIfAbsent(new BlobKey("a/d"), bytes("x"))).isEqualTo(PutOutcome.CREATED);

        store.delete(new BlobKey("a/b/c"));
        assertThat(directory.resolve("store/a/b")).doesNotExist();
        assertThat(store.list("")).extracting(BlobKey::value).containsExactly("a/d");
    }

    @Test
    void find_notesWhenABlobWasLastUsed() throws IOException {
        BlobStore store = openEmpty();
        assertThat(store.putIfAbsent(KEY, bytes("hello"))).isEqualTo(PutOutcome.CREATED);
        Instant longAgo = Instant.now().minus(Duration.ofDays(3));
        Files.setLastModifiedTime(directory.resolve("store/images/one~"), FileTime.from(longAgo));

        assertThat(store.blobs("").get(0).lastUse()).isBefore(longAgo.plusSeconds(1));
        assertThat(store.find(KEY)).isPresent();
        assertThat(store.blobs("").get(0).lastUse()).isAfter(longAgo.plus(Duration.ofDays(2)));
    }

    /** Callers have no business with the server's folders. */
    @Test
    void failure_namesTheKeyAndNoFolder() throws IOException {
        BlobStore gone = openUnreachable();

        assertThatThrownBy(() -> gone.putIfAbsent(KEY, bytes("x")))
                .hasMessageContaining(KEY.value())
                .hasMessageNotContaining(directory.toString());
        assertThatThrownBy(gone::checkReachable).hasMessageNotContaining(directory.toString());
    }

    /** Three processes write the same 300 keys, each its own content: every key has one creator and its content. */
    @Test
    void putIfAbsent_racingProcesses_haveOneWinnerPerKey() throws Exception {
        List<Process> processes = new ArrayList<>();
        for (String name : List.of("first", "second", "third")) {
            processes.add(startWriter(name));
        }
        List<String> created = new ArrayList<>();
        for (Process process : processes) {
            try (Stream<String> lines = process.inputReader().lines()) {
                created.addAll(lines.toList());
            }
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        }

        BlobStore store = openAgain();
        List<String> stored = IntStream.range(0, StoreWriter.KEYS)
                .mapToObj(i -> i + " "
                        + store.find(StoreWriter.key(i)).map(String::new).orElseThrow())
                .toList();
        assertThat(created).containsExactlyInAnyOrderElementsOf(stored);
        assertThat(directory.resolve("store/.incoming")).isEmptyDirectory();
    }

    /** A process killed in the middle of its writes leaves whole blobs only. */
    @Test
    void putIfAbsent_processKilled_leavesWholeBlobsOnly() throws Exception {
        Process process = startWriter("x".repeat(1 << 20));
        assertThat(process.inputReader().readLine()).startsWith("0 ");
        process.destroyForcibly();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();

        BlobStore store = openAgain();
        assertThat(store.list(""))
                .isNotEmpty()
                .allSatisfy(key -> assertThat(store.find(key).orElseThrow()).hasSize(1 << 20));
    }

    private Process startWriter(String content) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(
                        java,
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StoreWriter.class.getName(),
                        directory.resolve("store").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var input = process.outputWriter()) {
            input.write(content);
        }
        return process;
    }
}
