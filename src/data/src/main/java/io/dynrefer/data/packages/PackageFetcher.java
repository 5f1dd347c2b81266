package io.dynrefer.data.packages;

import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.region.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Fetches packages through the ordinary clients and lets in only what has the catalogue's checksum. */
public final class PackageFetcher {
    private static final long POLL_MILLISECONDS = 250;
    private static final int SHOWN_LINES = 6;

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
                download(source, incoming, progress);
                accept(source, incoming);
            } finally {
                PackageCache.delete(incoming);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(cache.folder() + " cannot be written", e);
        }
        return Outcome.FETCHED;
    }

    private void download(SourcePackage source, Path incoming, Progress progress) throws IOException {
        List<String> command = clients.download(source);
        Path log = Files.createTempFile(cache.folder(), source.fileStem(), ".log");
        try {
            Process process = start(source, command, incoming, log);
            try {
                while (!process.waitFor(POLL_MILLISECONDS, TimeUnit.MILLISECONDS)) {
                    progress.report(Math.min(size(incoming), source.bytes()), source.bytes());
                }
            } catch (InterruptedException e) {
                process.destroy();
                Thread.currentThread().interrupt();
                throw new DynReferException(ErrorCode.INTERNAL, "package", "Fetching was interrupted.", e);
            }
            if (process.exitValue() != 0) {
                throw failure(
                        source,
                        "'" + String.join(" ", command) + "' failed with exit code " + process.exitValue()
                                + lastLines(log)
                                + "\nPerhaps the version is gone from your mirror, or its lists need an update");
            }
        } finally {
            Files.delete(log);
        }
    }

    private Process start(SourcePackage source, List<String> command, Path incoming, Path log) {
        try {
            return new ProcessBuilder(command)
                    .directory(incoming.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            throw failure(source, "There is no command '" + command.get(0) + "' here, which fetches it");
        }
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

    private static String lastLines(Path log) throws IOException {
        List<String> lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                .strip()
                .lines()
                .toList();
        if (lines.isEmpty()) {
            return "";
        }
        return ":\n  " + String.join("\n  ", lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size()));
    }

    private static long size(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            long size = 0;
            for (Path file : files.toList()) {
                size += file.toFile().length(); // 0 where the client has renamed it meanwhile
            }
            return size;
        }
    }
}
