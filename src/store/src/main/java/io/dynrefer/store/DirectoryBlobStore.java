package io.dynrefer.store;

import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Blobs as files under a directory, one per key: {@code images/9f86…~} has the blob's bytes and behind them a line that
 * tells whether they are whole ({@link Seal}). Safe for several threads and for several processes sharing the directory
 * on one machine; a process that dies leaves no half-written blob. Needs a file system with hard links that tells upper
 * from lower case.
 *
 * <p>Files without the tilde are blobs of before there were seals; they are read as they are.
 */
public final class DirectoryBlobStore implements BlobStore {
    /*
     * Create-if-absent is link(2): the blob is written under a name of its own in `.incoming` (no key starts with a
     * dot) and then linked to its final name, which the operating system refuses if that name is taken. A move would
     * not do: Java's move without REPLACE_EXISTING checks first and renames then, and the loser of a race replaces the
     * winner's blob.
     */
    private static final String INCOMING = ".incoming";

    /** Ends the name of a sealed file; no key has one. */
    private static final String SEALED = "~";

    /** How exactly the last use of a blob is known; finer would be a write for every read. */
    private static final Duration USE = Duration.ofMinutes(5);

    /** With less free space the next write may fail, so that the store is not well. */
    private static final long LEAST_FREE = 16L << 20;

    private static final int ATTEMPTS = 10;

    /** A file in {@code .incoming} this old was left by a process that died: no write takes so long. */
    private static final Duration ABANDONED = Duration.ofHours(1);

    private static final Logger LOG = System.getLogger(DirectoryBlobStore.class.getName());

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
            Optional<byte[]> whole = readSealed(key);
            return whole.isPresent() ? whole : read(unsealed(key));
        } catch (IOException e) {
            throw StoreFailures.unavailable("read", key, e);
        }
    }

    @Override
    public boolean exists(BlobKey key) {
        try {
            return readSealed(key).isPresent() || attributes(unsealed(key)).isPresent();
        } catch (IOException e) {
            throw StoreFailures.unavailable("look for", key, e);
        }
    }

    private Optional<byte[]> readSealed(BlobKey key) throws IOException {
        Optional<byte[]> file = read(sealed(key));
        Optional<byte[]> whole = file.flatMap(Seal::open);
        if (file.isPresent() && whole.isEmpty()) {
            removeDamaged(key);
        }
        return whole;
    }

    private Optional<byte[]> read(Path file) throws IOException {
        Optional<BasicFileAttributes> found = attributes(file);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try {
            byte[] content = Files.readAllBytes(file);
            used(file, found.get());
            return Optional.of(content);
        } catch (NoSuchFileException e) {
            return Optional.empty(); // Deleted just now.
        }
    }

    private static void used(Path file, BasicFileAttributes attributes) {
        Instant now = Instant.now();
        if (attributes.lastModifiedTime().toInstant().isBefore(now.minus(USE))) {
            try {
                Files.setLastModifiedTime(file, FileTime.from(now));
            } catch (IOException e) {
                LOG.log(Level.DEBUG, "The last use of {0} stays unknown: {1}", file, e.toString());
            }
        }
    }

    /** Of a blob's file; takes neither an unreadable nor a vanished directory for an absent blob. */
    private Optional<BasicFileAttributes> attributes(Path file) throws IOException {
        try {
            return Optional.of(Files.readAttributes(file, BasicFileAttributes.class))
                    .filter(BasicFileAttributes::isRegularFile);
        } catch (NoSuchFileException e) {
            if (!Files.isDirectory(incoming)) {
                throw new IOException("the store directory is gone", e);
            }
            return Optional.empty();
        }
    }

    /** Takes a damaged file away, but puts back what turns out to be another writer's new and whole one. */
    private void removeDamaged(BlobKey key) throws IOException {
        Path own = incoming.resolve(UUID.randomUUID().toString());
        try {
            Files.move(sealed(key), own, StandardCopyOption.ATOMIC_MOVE);
            if (Seal.open(Files.readAllBytes(own)).isPresent()) {
                Files.createLink(sealed(key), own);
            } else {
                LOG.log(
                        Level.WARNING,
                        "The blob ''{0}'' was damaged and is removed; it is made again when needed",
                        key);
            }
        } catch (NoSuchFileException | FileAlreadyExistsException e) {
            LOG.log(Level.DEBUG, "Somebody else has replaced the damaged blob ''{0}''", key);
        } finally {
            Files.deleteIfExists(own);
        }
    }

    @Override
    public PutOutcome putIfAbsent(BlobKey key, byte[] content) {
        try {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                Optional<byte[]> stored = find(key);
                if (stored.isPresent()) {
                    return Arrays.equals(stored.get(), content) ? PutOutcome.ALREADY_THERE : PutOutcome.DIFFERENT;
                }
                if (create(sealed(key), content)) {
                    return PutOutcome.CREATED;
                }
            }
            throw new IOException("others keep on replacing it");
        } catch (IOException e) {
            throw StoreFailures.unavailable("write", key, e);
        }
    }

    /** Whether this call made the file; false if another writer was first, or removed the folder. */
    private boolean create(Path target, byte[] content) throws IOException {
        Path own = incoming.resolve(UUID.randomUUID().toString());
        try {
            DurableFiles.write(own, content, Seal.seal(content));
            DurableFiles.createFolder(root, DurableFiles.folderOf(target));
            Files.createLink(target, own);
            DurableFiles.force(DurableFiles.folderOf(target));
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (NoSuchFileException e) {
            if (!Files.isDirectory(incoming)) {
                throw e;
            }
            return false; // A deletion took the empty folder away.
        } catch (UnsupportedOperationException e) {
            throw new IOException("the file system of " + root + " has no hard links; put the store on another one", e);
        } finally {
            Files.deleteIfExists(own);
        }
    }

    @Override
    public void delete(BlobKey key) {
        try {
            for (Path file : List.of(sealed(key), unsealed(key))) {
                if (attributes(file).isPresent() && Files.deleteIfExists(file)) {
                    DurableFiles.force(DurableFiles.folderOf(file));
                    removeEmptyFolders(DurableFiles.folderOf(file));
                }
            }
        } catch (IOException e) {
            throw StoreFailures.unavailable("delete", key, e);
        }
    }

    private void removeEmptyFolders(Path folder) throws IOException {
        try {
            for (Path empty = folder; !empty.equals(root); empty = DurableFiles.folderOf(empty)) {
                Files.delete(empty);
            }
        } catch (DirectoryNotEmptyException | NoSuchFileException e) {
            return; // As far as it goes.
        }
    }

    /** The folder that holds every key with this prefix. */
    private Path folderOf(String prefix) {
        String folder = prefix.substring(0, Math.max(0, prefix.lastIndexOf('/')));
        return BlobKey.isKey(folder) ? root.resolve(FileNames.of(folder)) : root;
    }

    @Override
    public List<StoredBlob> blobs(String prefix) {
        Path folder = folderOf(prefix);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try {
            Map<BlobKey, StoredBlob> found = new TreeMap<>();
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    blob(file, attributes)
                            .filter(blob -> blob.key().value().startsWith(prefix))
                            .ifPresent(blob -> found.put(blob.key(), blob));
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                    if (failure instanceof NoSuchFileException) { // Deleted meanwhile.
                        return FileVisitResult.CONTINUE;
                    }
                    throw failure;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
                        throws IOException {
                    return failure == null ? FileVisitResult.CONTINUE : visitFileFailed(visited, failure);
                }
            });
            return List.copyOf(found.values());
        } catch (IOException e) {
            throw StoreFailures.unavailable("list the store directory", e);
        }
    }

    /** The blob in a file; empty for a file of somebody else. */
    private Optional<StoredBlob> blob(Path file, BasicFileAttributes attributes) {
        String name =
                root.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
        boolean sealed = name.endsWith(SEALED);
        String key = FileNames.key(sealed ? name.substring(0, name.length() - SEALED.length()) : name);
        if (!attributes.isRegularFile() || !BlobKey.isKey(key)) {
            return Optional.empty();
        }
        long bytes = sealed ? Math.max(0, attributes.size() - Seal.LENGTH) : attributes.size();
        return Optional.of(new StoredBlob(
                new BlobKey(key), bytes, attributes.lastModifiedTime().toInstant()));
    }

    @Override
    public void checkReachable() {
        if (!Files.isDirectory(incoming) || !Files.isWritable(incoming)) {
            throw unwell("is gone or cannot be written: check that it is mounted and its owner");
        }
        try {
            long free = Files.getFileStore(incoming).getUsableSpace();
            if (free < LEAST_FREE) {
                throw unwell("has " + (free >> 10) + " KiB of disk left: make room, or ./dynrefer store prune");
            }
        } catch (IOException e) {
            throw StoreFailures.unavailable("look for free space in the store directory", e);
        }
    }

    private static DynReferException unwell(String why) {
        return new DynReferException(ErrorCode.STORE_UNAVAILABLE, "store", "The store directory " + why + ".");
    }

    private Path sealed(BlobKey key) {
        return root.resolve(FileNames.of(key.value()) + SEALED);
    }

    private Path unsealed(BlobKey key) {
        return root.resolve(FileNames.of(key.value()));
    }

    @Override
    public String toString() {
        return "DirectoryBlobStore(" + root + ")";
    }
}
