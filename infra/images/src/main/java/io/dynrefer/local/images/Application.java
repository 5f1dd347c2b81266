package io.dynrefer.local.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process under trial; what it prints goes to a file. */
final class Application implements AutoCloseable {
    private static final int STOP_SECONDS = 120; // a process that writes an archive does so when it ends

    private final Process process;
    private final Path log;

    private Application(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Starts a command with these variables besides this process's own. */
    static Application launch(List<String> command, Map<String, String> environment, Path log) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        return new Application(builder.start(), log);
    }

    /** @throws IOException with the end of its log, if the process has ended */
    void requireAlive() throws IOException {
        if (!process.isAlive()) {
            throw new IOException("The process ended with " + process.exitValue() + ":\n" + lastLines());
        }
    }

    /** The end of what it printed. */
    String lastLines() throws IOException {
        List<String> lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
    }

    /** Asks it to end, and waits until it has. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
