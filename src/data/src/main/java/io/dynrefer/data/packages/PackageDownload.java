package io.dynrefer.data.packages;

import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.region.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;

/** A package while its client downloads it. */
final class PackageDownload {
    private static final long POLL_MILLISECONDS = 250;
    private static final int SHOWN_LINES = 6;

    private final SourcePackage source;
    private final List<String> command;
    private final Function<String, DynReferException> failure;

    /**
     * @param command of the client
     * @param failure an error for a reason
     */
    PackageDownload(SourcePackage source, List<String> command, Function<String, DynReferException> failure) {
        this.source = source;
        this.command = List.copyOf(command);
        this.failure = failure;
    }

    /**
     * Runs the client until it has ended well.
     *
     * @param incoming the folder that the package arrives in; what the client says is kept beside it meanwhile
     */
    void run(Path incoming, Progress progress) throws IOException {
        Path log = Files.createTempFile(incoming.toAbsolutePath().getParent(), source.fileStem(), ".log");
        try {
            Process process = start(incoming, log);
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
                throw failure.apply("'" + String.join(" ", command) + "' failed with exit code " + process.exitValue()
                        + lastLines(log)
                        + "\nPerhaps the version is gone from your mirror, or its lists need an update");
            }
        } finally {
            Files.delete(log);
        }
    }

    private Process start(Path incoming, Path log) {
        try {
            return new ProcessBuilder(command)
                    .directory(incoming.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            throw failure.apply("There is no command '" + command.get(0) + "' here, which fetches it");
        }
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
