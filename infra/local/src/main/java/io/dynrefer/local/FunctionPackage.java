package io.dynrefer.local;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** An unpacked function.zip: classes at its root, libraries under {@code lib/}, as Lambda finds them in /var/task. */
final class FunctionPackage {
    private final Path root;

    private FunctionPackage(Path root) {
        this.root = root;
    }

    /** Unpacks a zip into a new directory beneath {@code parent}. */
    static FunctionPackage unpack(Path zip, Path parent) throws IOException {
        Path root = Files.createTempDirectory(Files.createDirectories(parent), "function-")
                .toAbsolutePath();
        FunctionPackage unpacked = new FunctionPackage(root);
        try (ZipInputStream entries = new ZipInputStream(Files.newInputStream(zip))) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                unpack(entry, entries, root);
            }
        } catch (IOException e) {
            unpacked.delete();
            throw e;
        }
        return unpacked;
    }

    /** Deletes what processes that are gone have unpacked beneath {@code parent}, each in a folder of its number. */
    static void sweep(Path parent) throws IOException {
        if (!Files.isDirectory(parent)) {
            return;
        }
        try (Stream<Path> folders = Files.list(parent)) {
            for (Path folder : folders.toList()) {
                String name = parent.relativize(folder).toString();
                boolean alive = name.matches("[0-9]{1,18}")
                        && ProcessHandle.of(Long.parseLong(name)).isPresent();
                if (!alive) {
                    new FunctionPackage(folder).delete();
                }
            }
        }
    }

    private static void unpack(ZipEntry entry, InputStream content, Path root) throws IOException {
        Path file = root.resolve(entry.getName()).normalize();
        if (!file.startsWith(root)) {
            throw new IOException("the entry '" + entry.getName() + "' leads out of the package");
        }
        if (entry.isDirectory()) {
            Files.createDirectories(file);
        } else {
            Files.createDirectories(file.getParent());
            Files.copy(content, file);
        }
    }

    Path root() {
        return root;
    }

    /** The class path of a process that runs the function with these further jars. */
    String classPath(List<Path> further) {
        return Stream.concat(
                        Stream.of(root.toString(), root.resolve("lib") + File.separator + "*"),
                        further.stream().map(Path::toString))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Deletes the unpacked files. */
    void delete() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            files.sorted(Comparator.reverseOrder()).forEach(FunctionPackage::delete);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
