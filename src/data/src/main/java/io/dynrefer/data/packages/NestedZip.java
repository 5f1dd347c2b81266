package io.dynrefer.data.packages;

import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A zip file within a package. Thread-safe; after {@link #close} nothing can be read. */
public final class NestedZip implements AutoCloseable {
    private final Path path;
    private final ZipFile zip;

    private NestedZip(Path path, ZipFile zip) {
        this.path = path;
        this.zip = zip;
    }

    /** Opens a zip file. */
    public static NestedZip open(Path path) {
        try {
            return new NestedZip(path, new ZipFile(path.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(path.toString(), e);
        }
    }

    /** The names of its files, in ascending order. */
    public List<String> names() {
        return zip.stream()
                .filter(entry -> !entry.isDirectory())
                .map(ZipEntry::getName)
                .sorted()
                .toList();
    }

    /** Whether there is a file with this name. */
    public boolean has(String name) {
        return zip.getEntry(name) != null;
    }

    /** The bytes of a file; {@link ErrorCode#NOT_FOUND} if there is none with this name. */
    public byte[] read(String name) {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new DynReferException(ErrorCode.NOT_FOUND, "package", path + " has no file " + name + ".");
        }
        try (InputStream bytes = zip.getInputStream(entry)) {
            return bytes.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(path + ": " + name, e);
        }
    }

    @Override
    public void close() {
        try {
            zip.close();
        } catch (IOException e) {
            throw new UncheckedIOException(path.toString(), e);
        }
    }
}
