package io.dynrefer.cli.models;

import com.fasterxml.jackson.databind.JsonNode;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.region.Sha256;
import io.dynrefer.store.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The folder with a released model's files, which remembers the checksum of each. */
public final class ModelFolder {
    private static final int BUFFER = 1 << 20;

    private final Path folder;
    private final Path list;
    private final Map<String, String> checksums = new TreeMap<>();

    /** A file that was there before is that folder's, the list of checksums included. */
    public ModelFolder(Path folder) {
        this.folder = folder;
        this.list = folder.resolve("checksums.json");
        if (Files.exists(list)) {
            Json.read(read(list), JsonNode.class)
                    .properties()
                    .forEach(sum -> checksums.put(sum.getKey(), sum.getValue().asText()));
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + file, e);
        }
    }

    /** Where a file belongs; its folder is made. */
    public Path place(ReleasedModel.Part part) {
        Path file = folder.resolve(part.file());
        try {
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
        } catch (IOException e) {
            throw DynReferException.invalid("--to", folder + " cannot be made: " + e + ".");
        }
        return file;
    }

    /** The file in a folder of what is at hand already, under its own name or its last part. */
    public static Optional<Path> atHand(Path from, ReleasedModel.Part part) {
        Path whole = from.resolve(part.file());
        Path last = from.resolve(Objects.requireNonNull(whole.getFileName()));
        return Files.exists(whole) ? Optional.of(whole) : Optional.of(last).filter(Files::exists);
    }

    /** Checks a file against what is known of it, or remembers what it is now. */
    public void check(ReleasedModel.Part part) {
        Path file = place(part);
        try {
            Download.requireNoPage(file, file.toString());
            String sum = checksum(file);
            String before = checksums.putIfAbsent(part.file(), sum);
            if (before != null && !before.equals(sum)) {
                throw new DynReferException(
                        ErrorCode.NOT_READY,
                        "<model>",
                        file + " is not what it was: its SHA-256 is " + sum + ", " + list + " has " + before
                                + ". Remove the file and give the same line again.");
            }
            Files.write(list, Json.write(checksums));
        } catch (IOException e) {
            throw new DynReferException(ErrorCode.NOT_FOUND, "--to", file + " cannot be read: " + e + ".", e);
        }
    }

    private static String checksum(Path file) throws IOException {
        MessageDigest digest = Sha256.start();
        byte[] buffer = new byte[BUFFER];
        try (InputStream content = new DigestInputStream(Files.newInputStream(file), digest)) {
            int read = 0;
            while (read >= 0) {
                read = content.read(buffer);
            }
        }
        return Sha256.hex(digest);
    }

    /** The file, or the folder beside it into which an archive is unpacked. */
    public Path unpacked(ReleasedModel.Part part) {
        Path file = place(part);
        if (!part.file().endsWith(".zip")) {
            return file;
        }
        Path target = folder.resolve(part.file().replaceFirst("\\.zip$", ""));
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
            Files.createDirectories(target);
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (!entry.isDirectory()) { // Its folders do not matter: files are told apart by their names.
                    String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
                    Files.copy(zip, target.resolve(name), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (IOException e) {
            throw new DynReferException(ErrorCode.NOT_READY, "<model>", file + " cannot be unpacked: " + e + ".", e);
        }
        return target;
    }
}
