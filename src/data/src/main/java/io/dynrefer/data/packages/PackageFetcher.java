package io.dynrefer.data.packages;

import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.region.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/** Fetches packages through the ordinary clients and lets in only what has the catalogue's checksum. */
public final class PackageFetcher {
    private final PackageCache cache;
    private final PackageClients clients;

    public PackageFetcher(PackageCache cache, PackageClients clients) {
        this.cache = cache;
        this.clients = clients;
    }

    /** What {@link #fetch} did. */
    public enum Outcome {
        /** It was in the cache, verified, and nothing was fetched. */
        PRESENT,
        /** It was fetched and verified. */
        FETCHED
    }

    /**
     * Puts the package's archive into the cache unless it is there with the right checksum.
     *
     * @param progress hears how many of its bytes have arrived
     * @throws DynReferException {@link ErrorCode#NOT_FOUND} if the client is missing, fails or gives another file than
     *     the catalogue's; the message holds the client's own and how to supply the file by hand
     */
    public Outcome fetch(SourcePackage source, Progress progress) {
        if (cache.has(source)) {
            progress.report(source.bytes(), source.bytes());
            return Outcome.PRESENT;
        }
        try {
            Files.createDirectories(cache.folder());
            Path incoming = Files.createTempDirectory(cache.folder(), source.fileStem() + ".incoming");
            try {
                new PackageDownload(source, clients.download(source), reason -> failure(source, reason))
                        .run(incoming, progress);
                accept(source, incoming);
            } finally {
                PackageCache.delete(incoming);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(cache.folder() + " cannot be written", e);
        }
        return Outcome.FETCHED;
    }

    private void accept(SourcePackage source, Path incoming) throws IOException {
        Path archive = onlyFile(source, incoming);
        String checksum = Checksums.of(archive);
        if (!checksum.equals(source.sha256())) {
            throw failure(
                    source,
                    "What arrived has " + Files.size(archive) + " bytes and the SHA-256 " + checksum
                            + ": it is another file than the one this release was made with");
        }
        Files.move(archive, cache.archive(source), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private Path onlyFile(SourcePackage source, Path incoming) throws IOException {
        try (Stream<Path> files = Files.list(incoming)) {
            return files.filter(
                            file -> file.toString().endsWith("." + source.kind().extension()))
                    .findFirst()
                    .orElseThrow(() -> failure(source, "The client reported success but left no file"));
        }
    }

    private DynReferException failure(SourcePackage source, String reason) {
        return new DynReferException(
                ErrorCode.NOT_FOUND,
                "package",
                "The package " + source.name() + " " + source.version() + " was not fetched. " + reason
                        + ". If you have the file (" + source.bytes() + " bytes, SHA-256 " + source.sha256()
                        + "), copy it to " + cache.archive(source) + " and run the command again.");
    }
}
