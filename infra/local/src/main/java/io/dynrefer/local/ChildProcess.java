package io.dynrefer.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A Java process of this machine, whose lines go to a log, each after {@code [name]}. */
public record ChildProcess(String name, Process process) {
    /** The {@code java} that runs this process. */
    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /**
     * Starts a process, which learns whom it ends with.
     *
     * @param ended called when it has ended
     */
    public static ChildProcess start(
            String name, ProcessBuilder builder, Consumer<String> log, Consumer<ChildProcess> ended)
            throws IOException {
        Parent.announceTo(builder.environment());
        ChildProcess started =
                new ChildProcess(name, builder.redirectErrorStream(true).start());
        Thread reader = new Thread(() -> started.passLog(log), "log of " + name);
        reader.setDaemon(true);
        reader.start();
        CompletionStage<Process> exit = started.process().onExit();
        exit.thenRun(() -> ended.accept(started));
        return started;
    }

    private void passLog(Consumer<String> log) {
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                log.accept("[" + name + "] " + line);
            }
        } catch (IOException e) {
            log.accept("[" + name + "] (the log ends here: " + e.getMessage() + ")");
        }
    }

    /** Asks it to end, and ends it if it has not after a while. */
    public void end(Duration patience) {
        process.destroy();
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
