package io.dynrefer.data;

import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A data set in a zip file, at its root or below one folder. */
final class ZipFiles implements DatasetFiles {
    private final Path path;
    private final ZipFile zip;
    private final String root;

    private ZipFiles(Path path, ZipFile zip, String root) {
        this.path = path;
        this.zip = zip;
        this.root = root;
    }

    /** Opens the zip; one without a {@code dataset.json} is refused. */
    static ZipFiles open(Path path) {
        try {
            ZipFile zip = new ZipFile(path.toFile());
            Optional<String> info = zip.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.equals(DatasetInfo.FILE_NAME) || name.endsWith("/" + DatasetInfo.FILE_NAME))
                    .min(Comparator.comparingInt(String::length));
            if (info.isEmpty()) {
                zip.close();
                throw DynReferException.invalid("dataset", path + " holds no " + DatasetInfo.FILE_NAME + ".");
            }
            String name = info.get();
            return new ZipFiles(path, zip, name.substring(0, name.length() - DatasetInfo.FILE_NAME.length()));
        } catch (IOException e) {
            throw new DynReferException(
                    ErrorCode.INVALID_REQUEST,
                    "dataset",
                    path + " cannot be read as a zip file: " + e.getMessage() + ".",
                    e);
        }
    }

    @Override
    public Optional<byte[]> find(String name) {
        ZipEntry entry = zip.getEntry(root + name);
        if (entry == null) {
            return Optional.empty();
        }
        try (InputStream bytes = zip.getInputStream(entry)) {
            return Optional.of(bytes.readAllBytes());
        } catch (IOException e) {
            throw new DynReferException(
                    ErrorCode.INVALID_REQUEST,
                    "dataset",
                    path + ": " + entry.getName() + " is damaged: " + e.getMessage() + ".",
                    e);
        }
    }

    @Override
    public String place() {
        return path.toString();
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
