package io.dynrefer.local.processes;

import io.dynrefer.local.Backoff;
import io.dynrefer.local.ChildProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A packaged HTTP server (quarkus-run.jar) in a Java process of its own. Once it was ready, a process that ends is
 * started again at the same address, at longer and longer intervals while it ends at once.
 */
final class ServerProcess implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration SHUTDOWN = Duration.ofSeconds(10);

    private static final Backoff BACKOFF = new Backoff("server-start");

    /** A process that ran for so long did not end because it cannot start. */
    private static final Duration STEADY = Duration.ofMinutes(1);

    private final ReadinessProbe probe = new ReadinessProbe();
    private final Settings settings;
    private final URI address;
    private final Consumer<String> log;
    private ChildProcess process;
    private long started; // System.nanoTime()
    private int failures; // in a row
    private boolean wasReady;
    private boolean closed;

    /**
     * How a server is run.
     *
     * @param name what its log lines begin with
     * @param jar its quarkus-run.jar
     * @param port where it listens, 0 for a free port
     * @param memoryMegabytes its Java heap's limit
     * @param startup limit for the time until it is ready
     * @param environment further environment variables
     */
    public record Settings(
            String name, Path jar, int port, int memoryMegabytes, Duration startup, Map<String, String> environment) {
        public Settings {
            environment = Map.copyOf(environment);
        }
    }

    private ServerProcess(Settings settings, int port, Consumer<String> log) throws IOException {
        this.settings = settings;
        this.address = URI.create("http://localhost:" + port);
        this.log = log;
        this.process = launch();
    }

    /**
     * Starts a server and returns when it is ready.
     *
     * @param log gets every line it prints, after {@code [name]}
     * @throws IOException if it ends or is not ready in time; it is gone then
     */
    public static ServerProcess start(Settings settings, Consumer<String> log)
            throws IOException, InterruptedException {
        ServerProcess server = new ServerProcess(settings, Ports.orFree(settings.port()), log);
        server.awaitReady(settings.startup());
        return server;
    }

    private ChildProcess launch() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                ChildProcess.java(),
                "-Xmx" + settings.memoryMegabytes() + "m",
                "-Dquarkus.http.host=localhost",
                "-Dquarkus.http.port=" + address.getPort(),
                "-jar",
                settings.jar().toAbsolutePath().toString());
        builder.environment().putAll(settings.environment());
        started = System.nanoTime();
        return ChildProcess.start(settings.name(), builder, log, this::ended);
    }

    private synchronized void ended(ChildProcess gone) {
        if (closed || !wasReady || !gone.equals(process)) {
            return;
        }
        failures = System.nanoTime() - started > STEADY.toNanos() ? 1 : failures + 1;
        log.accept("[" + settings.name() + "] ended; starting it again");
        BACKOFF.after(failures, this::startAgain);
    }

    private synchronized void startAgain() {
        if (closed) {
            return;
        }
        try {
            process = launch();
        } catch (IOException e) {
            log.accept("[" + settings.name() + "] cannot be started again: " + e.getMessage());
            failures++;
            BACKOFF.after(failures, this::startAgain);
        }
    }

    private void awaitReady(Duration limit) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        boolean ready = false;
        try {
            while (!ready && process().isAlive() && System.nanoTime() < deadline) {
                ready = probe.isReady(address) && process().isAlive();
                if (!ready) {
                    TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
                }
            }
        } finally {
            if (ready) {
                markReady();
            } else {
                close();
            }
        }
        if (!ready) {
            throw new IOException("The server '" + settings.name() + "' ended or was not ready within "
                    + limit.toSeconds() + " s; its log says why.");
        }
    }

    /** Where it listens. */
    public URI address() {
        return address;
    }

    private synchronized void markReady() {
        wasReady = true;
    }

    /** The process that runs now, or ran last. */
    public synchronized Process process() {
        return process.process();
    }

    @Override
    public void close() {
        markClosed().end(SHUTDOWN);
    }

    private synchronized ChildProcess markClosed() {
        closed = true;
        return process;
    }
}
