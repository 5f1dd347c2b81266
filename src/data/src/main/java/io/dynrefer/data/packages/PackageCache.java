package io.dynrefer.data.packages;

import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder of fetched packages: verified archives, and beside each a folder with the files extracted from it on first
 * use. Several processes may share it.
 */
public final class PackageCache {
    private final Path folder;
    private final PackageCatalogue catalogue;

    /** A cache in {@code folder}, which is made when something is written. */
    public PackageCache(Path folder, PackageCatalogue catalogue) {
        this.folder = folder;
        this.catalogue = catalogue;
    }

    public PackageCatalogue catalogue() {
        return catalogue;
    }

    Path folder() {
        return folder;
    }

    /** Where the package's archive lies once it is fetched. */
    public Path archive(SourcePackage source) {
        return folder.resolve(source.archiveName());
    }

    /** Whether the package's archive is here with the right checksum. */
    public boolean has(SourcePackage source) {
        Path archive = archive(source);
        return Files.isRegularFile(archive) && Checksums.of(archive).equals(source.sha256());
    }

    /**
     * The files of a package of the catalogue, extracted if this is the first time.
     *
     * @throws DynReferException {@link ErrorCode#NOT_FOUND} if the package was not fetched; the message says how to
     */
    public PackageFiles open(String name) {
        SourcePackage source = catalogue.find(name);
        Path files = folder.resolve(source.fileStem());
        try {
            if (!Files.isDirectory(files)) {
                requireArchive(source);
                extract(source, files);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(archive(source) + " cannot be extracted", e);
        }
        return new PackageFiles(source, files);
    }

    /** The files of a package if it was fetched. */
    public Optional<PackageFiles> openFetched(String name) {
        SourcePackage source = catalogue.find(name);
        boolean fetched = Files.isDirectory(folder.resolve(source.fileStem())) || Files.isRegularFile(archive(source));
        return fetched ? Optional.of(open(name)) : Optional.empty();
    }

    private void requireArchive(SourcePackage source) {
        if (!has(source)) {
            throw new DynReferException(
                    ErrorCode.NOT_FOUND,
                    "package",
                    "The package " + source.name() + " " + source.version() + " is not in " + folder
                            + ". Fetch it: dynrefer data fetch " + source.name() + ".");
        }
    }

    /** Into a folder of its own, renamed when whole: another process sees all files or none. */
    private void extract(SourcePackage source, Path files) throws IOException {
        Path partial = Files.createTempDirectory(folder, source.fileStem() + ".partial");
        Pattern keep = Pattern.compile(source.keep());
        ArchiveReader.walk(archive(source), source.kind(), (path, content) -> {
            if (keep.matcher(path).matches()) {
                Path file = partial.resolve(path).normalize();
                if (!file.startsWith(partial)) {
                    throw new IOException("the path " + path + " leads out of the package");
                }
                Files.createDirectories(file.getParent());
                Files.copy(content, file);
            }
        });
        try {
            Files.move(partial, files, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | java.nio.file.DirectoryNotEmptyException e) {
            delete(partial); // Another process was faster.
        }
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> inner = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : inner) {
                Files.delete(file);
            }
        }
    }
}
