package io.dynrefer.data;

import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.store.BlobKey;
import io.dynrefer.store.BlobStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The files of a data set, wherever it lies. Names are relative with forward slashes ({@code images/000001.jpg}).
 * Thread-safe; after {@link #close} nothing can be read.
 */
interface DatasetFiles extends AutoCloseable {
    /** The file's bytes; empty if there is no such file. What cannot be read is an error that names it. */
    Optional<byte[]> find(String name);

    /** Names the data set in messages. */
    String place();

    @Override
    void close();

    /** The file's bytes; {@link ErrorCode#NOT_FOUND} if there is no such file. */
    default byte[] require(String name) {
        return find(name)
                .orElseThrow(() -> new DynReferException(
                        ErrorCode.NOT_FOUND, "dataset", "The data set " + place() + " has no file " + name + "."));
    }

    /** Files below a folder. */
    record Folder(Path root) implements DatasetFiles {
        @Override
        public Optional<byte[]> find(String name) {
            Path file = root.resolve(name);
            try {
                return Files.isRegularFile(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
            } catch (IOException e) {
                throw new DynReferException(
                        ErrorCode.NOT_FOUND, "dataset", file + " cannot be read: " + e.getMessage() + ".", e);
            }
        }

        @Override
        public String place() {
            return root.toString();
        }

        @Override
        public void close() {
            // Every file is closed as soon as it is read.
        }
    }

    /**
     * Blobs of a store.
     *
     * @param prefix what their keys start with, up to a slash; empty for all of the store
     * @param closing what is done when nothing is read any more
     */
    record Blobs(BlobStore store, String prefix, Runnable closing) implements DatasetFiles {
        @Override
        public Optional<byte[]> find(String name) {
            return store.find(new BlobKey(prefix.isEmpty() ? name : prefix + "/" + name));
        }

        @Override
        public String place() {
            return prefix;
        }

        @Override
        public void close() {
            closing.run();
        }
    }
}
