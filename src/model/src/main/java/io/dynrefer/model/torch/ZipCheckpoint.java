package io.dynrefer.model.torch;

import io.dynrefer.model.weights.WeightsException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The format PyTorch writes since 1.6: a zip of stored entries, {@code <name>/data.pkl} for the structure and
 * {@code <name>/data/<key>} for each storage. Zip64 included.
 */
final class ZipCheckpoint implements StorageReader {
    private static final String STRUCTURE = "data.pkl";
    private static final int MAX_STRUCTURE = 64 << 20; // a tensor takes about 200 bytes
    private static final int LONGEST_ORDER = 16;

    private final Path path;
    private final ZipFile zip;
    private final String prefix; // empty, or ends with a slash

    private ZipCheckpoint(Path path, ZipFile zip, String prefix) {
        this.path = path;
        this.zip = zip;
        this.prefix = prefix;
    }

    static ZipCheckpoint open(Path path) throws IOException {
        ZipFile zip = new ZipFile(path.toFile());
        try {
            String structure = Collections.list(zip.entries()).stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.equals(STRUCTURE) || name.matches("[^/]+/" + STRUCTURE))
                    .findFirst()
                    .orElseThrow(() -> new WeightsException(path, "is a zip file but no PyTorch checkpoint"));
            ZipCheckpoint checkpoint =
                    new ZipCheckpoint(path, zip, structure.substring(0, structure.length() - STRUCTURE.length()));
            checkpoint.requireLittleEndian();
            return checkpoint;
        } catch (RuntimeException | IOException e) {
            zip.close();
            throw e;
        }
    }

    private void requireLittleEndian() throws IOException {
        ZipEntry order = zip.getEntry(prefix + "byteorder");
        if (order != null) {
            String name = text(order);
            if (!name.strip().equals("little")) {
                throw new WeightsException(path, "was written on a big-endian machine");
            }
        }
    }

    private String text(ZipEntry entry) throws IOException {
        try (InputStream content = zip.getInputStream(entry)) {
            return new String(content.readNBytes(LONGEST_ORDER), StandardCharsets.UTF_8);
        }
    }

    /** The pickled structure. */
    byte[] structure() throws IOException {
        try (InputStream content = zip.getInputStream(zip.getEntry(prefix + STRUCTURE))) {
            byte[] structure = content.readNBytes(MAX_STRUCTURE + 1);
            if (structure.length > MAX_STRUCTURE) {
                throw new WeightsException(path, "has a structure of more than " + MAX_STRUCTURE + " bytes");
            }
            return structure;
        }
    }

    @Override
    public InputStream open(TorchStorage storage, long from) throws IOException {
        ZipEntry entry = zip.getEntry(prefix + "data/" + storage.key());
        if (entry == null) {
            throw new WeightsException(path, "lacks its entry data/" + storage.key());
        }
        if (entry.getSize() != storage.elements() * storage.type().bytes()) {
            throw new WeightsException(path, "entry data/" + storage.key() + " has " + entry.getSize() + " bytes");
        }
        InputStream stream = zip.getInputStream(entry);
        stream.skipNBytes(from);
        return stream;
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
