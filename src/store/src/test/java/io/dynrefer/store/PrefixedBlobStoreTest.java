package io.dynrefer.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PrefixedBlobStoreTest extends BlobStoreContract {
    private static final BlobKey FOLDER = new BlobKey("tenants/one");

    private BlobStore whole = new MemoryBlobStore();

    @TempDir
    private Path directory = Path.of("");

    @Override
    protected BlobStore openEmpty() {
        whole = new MemoryBlobStore();
        whole.putIfAbsent(new BlobKey("tenants/other/images/one"), bytes("another's"));
        whole.putIfAbsent(new BlobKey("images/one"), bytes("nobody's"));
        return openAgain();
    }

    @Override
    protected BlobStore openAgain() {
        return new PrefixedBlobStore(whole, FOLDER);
    }

    @Override
    protected BlobStore openUnreachable() throws IOException {
        Path root = directory.resolve("gone");
        BlobStore store = new PrefixedBlobStore(new DirectoryBlobStore(root), FOLDER);
        Files.delete(root.resolve(".incoming"));
        Files.delete(root);
        return store;
    }

    /** The prefix leaves less room than a store of its own has. */
    @Test
    @Override
    protected void putIfAbsent_longestKey_isKept() {
        BlobKey key = BlobKey.of("s".repeat(199), "s".repeat(199), "s".repeat(199), "s".repeat(180));

        assertThat(openAgain().putIfAbsent(key, bytes("long"))).isEqualTo(PutOutcome.CREATED);
        assertThat(whole.find(BlobKey.of(
                        "tenants", "one", "s".repeat(199), "s".repeat(199), "s".repeat(199), "s".repeat(180))))
                .isPresent();
    }

    @Test
    void blobs_ofOthers_areNotThere() {
        BlobStore store = openEmpty();

        assertThat(store.list("")).isEmpty();
        store.delete(new BlobKey("images/one"));
        assertThat(whole.list("")).hasSize(2);
    }
}
