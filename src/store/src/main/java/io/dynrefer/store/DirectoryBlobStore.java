package io.dynrefer.store;

import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Blobs as plain files under a directory, one per key, readable with any tool. Safe for several threads and for several
 * processes sharing the directory on one machine; a process that dies leaves no half-written blob. Needs a file system
 * with hard links that tells upper from lower case.
 */
public final class DirectoryBlobStore implements BlobStore {
    /*
     * Create-if-absent is link(2): the blob is written under a name of its own in `.incoming` (no key starts with a
     * dot) and then linked to its final name, which the operating system refuses if that name is taken. A move would
     * not do: Java's move without REPLACE_EXISTING checks first and renames then, and the loser of a race replaces the
     * winner's blob.
     */
    private static final String INCOMING = ".incoming";

    /** A file in {@code .incoming} this old was left by a process that died: no write takes so long. */
    private static final Duration ABANDONED = Duration.ofHours(1);

    private final Path root;
    private final Path incoming;

    /** Opens the store in this directory, which is created if needed. */
    public DirectoryBlobStore(Path root) {
        this.root = root.toAbsolutePath().normalize();
        this.incoming = this.root.resolve(INCOMING);
        try {
            Files.createDirectories(incoming);
            deleteAbandoned();
        } catch (IOException e) {
            throw StoreFailures.unavailable("open the store directory " + this.root, e);
        }
    }

    private void deleteAbandoned() throws IOException {
        Instant limit = Instant.now().minus(ABANDONED);
        try (Stream<Path> files = Files.list(incoming)) {
            for (Path file : files.toList()) {
                if (lastModified(file).isBefore(limit)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static Instant lastModified(Path file) throws IOException {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (NoSuchFileException e) {
            return Instant.MAX; // Another process has just finished with it.
        }
    }

    @Override
    public Optional<byte[]> find(BlobKey key) {
        try {
            Path file = file(key);
            return isBlob(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
        } catch (IOException e) {
            throw StoreFailures.unavailable("read", key, e);
        }
    }

    @Override
    public boolean exists(BlobKey key) {
        try {
            return isBlob(file(key));
        } catch (IOException e) {
            throw StoreFailures.unavailable("look for", key, e);
        }
    }

    /** Unlike {@link Files#isRegularFile}, takes neither an unreadable nor a vanished directory for an absent blob. */
    private boolean isBlob(Path file) throws IOException {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class).isRegularFile();
        } catch (NoSuchFileException e) {
            if (!Files.isDirectory(incoming)) {
                throw new IOException("the store directory " + root + " is gone", e);
            }
            return false;
        }
    }

    @Override
    public PutOutcome putIfAbsent(BlobKey key, byte[] content) {
        try {
            Path target = file(key);
            if (!isBlob(target) && create(target, content)) {
                return PutOutcome.CREATED;
            }
            return Arrays.equals(Files.readAllBytes(target), content) ? PutOutcome.ALREADY_THERE : PutOutcome.DIFFERENT;
        } catch (IOException e) {
            throw StoreFailures.unavailable("write", key, e);
        }
    }

    /** Whether this call made the file; false if another writer was first. */
    private boolean create(Path target, byte[] content) throws IOException {
        Path own = incoming.resolve(UUID.randomUUID().toString());
        try {
            Files.write(own, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            Files.createDirectories(target.getParent());
            Files.createLink(target, own);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (UnsupportedOperationException e) {
            throw new IOException("the file system of " + root + " has no hard links; put the store on another one", e);
        } finally {
            Files.deleteIfExists(own);
        }
    }

    /** The folder that holds every key with this prefix. */
    private Path folderOf(String prefix) {
        String folder = prefix.substring(0, Math.max(0, prefix.lastIndexOf('/')));
        return BlobKey.isKey(folder) ? root.resolve(folder) : root;
    }

    @Override
    public List<BlobKey> list(String prefix) {
        Path folder = folderOf(prefix);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files =
                Files.find(folder, Integer.MAX_VALUE, (file, attributes) -> attributes.isRegularFile())) {
            return files.map(this::name)
                    .filter(name -> name.startsWith(prefix) && BlobKey.isKey(name))
                    .map(BlobKey::new)
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw StoreFailures.unavailable("list the store directory " + root, e);
        }
    }

    @Override
    public void checkReachable() {
        if (!Files.isDirectory(incoming) || !Files.isWritable(incoming)) {
            throw new DynReferException(
                    ErrorCode.STORE_UNAVAILABLE,
                    "store",
                    "The store directory " + root + " is gone or cannot be written: check that it is mounted and its"
                            + " owner.");
        }
    }

    private Path file(BlobKey key) {
        return root.resolve(key.value());
    }

    private String name(Path file) {
        return root.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
    }

    @Override
    public String toString() {
        return "DirectoryBlobStore(" + root + ")";
    }
}
