package io.dynrefer.data.packages;

import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.region.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The extracted files of one package; paths are relative with forward slashes, as in the archive. Thread-safe. */
public final class PackageFiles {
    private final SourcePackage source;
    private final Path folder;

    PackageFiles(SourcePackage source, Path folder) {
        this.source = source;
        this.folder = folder;
    }

    public SourcePackage source() {
        return source;
    }

    /** The paths that start with {@code prefix} ({@code ""}: all), in ascending order. */
    public List<String> list(String prefix) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .filter(path -> path.startsWith(prefix))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(folder.toString(), e);
        }
    }

    /** Whether the package has this file. */
    public boolean has(String path) {
        return Files.isRegularFile(folder.resolve(path));
    }

    /** The bytes of a file; {@link ErrorCode#NOT_FOUND} if the package has no such file. */
    public byte[] read(String path) {
        try {
            return Files.readAllBytes(path(path));
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }

    /** Where a file lies; {@link ErrorCode#NOT_FOUND} if the package has no such file. */
    public Path path(String path) {
        if (!has(path)) {
            throw missing("file " + path);
        }
        return folder.resolve(path);
    }

    /** The files of a zip file in the package, such as an {@code .sh3f} library; close it when done. */
    public NestedZip openZip(String path) {
        return NestedZip.open(path(path));
    }

    /** The bytes of a named slice, checked against its checksum. */
    public byte[] slice(String name) {
        PackageSlice slice = source.slices().stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow(() -> missing("slice " + name));
        byte[] whole = read(slice.file());
        int end = Math.min(whole.length, slice.offset() + slice.length());
        byte[] bytes = Arrays.copyOfRange(whole, Math.min(end, slice.offset()), end);
        if (!Sha256.hex(bytes).equals(slice.sha256())) {
            throw new DynReferException(
                    ErrorCode.INTERNAL,
                    "package",
                    folder.resolve(slice.file()) + " was changed since it was extracted: the checksum of " + name
                            + " is wrong. Remove the folder " + folder + " and run the command again.");
        }
        return bytes;
    }

    private DynReferException missing(String what) {
        return new DynReferException(
                ErrorCode.NOT_FOUND,
                "package",
                "The package " + source.name() + " " + source.version() + " has no " + what + " in " + folder + ".");
    }
}
