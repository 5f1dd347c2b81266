package io.dynrefer.local.processes;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A packaged HTTP server (quarkus-run.jar) in a Java process of its own. */
final class ServerProcess implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration SHUTDOWN = Duration.ofSeconds(10);
    private static final int OK = 200;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
    private final String name;
    private final Process process;
    private final URI address;

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

    private ServerProcess(String name, Process process, URI address) {
        this.name = name;
        this.process = process;
        this.address = address;
    }

    /**
     * Starts a server and returns when it is ready.
     *
     * @param log gets every line it prints, after {@code [name]}
     * @throws IOException if it ends or is not ready in time; it is gone then
     */
    public static ServerProcess start(Settings settings, Consumer<String> log)
            throws IOException, InterruptedException {
        int port = Ports.orFree(settings.port());
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + settings.memoryMegabytes() + "m",
                        "-Dquarkus.http.host=localhost",
                        "-Dquarkus.http.port=" + port,
                        "-jar",
                        settings.jar().toAbsolutePath().toString())
                .redirectErrorStream(true);
        builder.environment().putAll(settings.environment());
        Process process = builder.start();
        Thread reader = new Thread(() -> passLog(settings.name(), process, log), "log of " + settings.name());
        reader.setDaemon(true);
        reader.start();
        ServerProcess server = new ServerProcess(settings.name(), process, URI.create("http://localhost:" + port));
        server.awaitReady(settings.startup());
        return server;
    }

    private static void passLog(String name, Process process, Consumer<String> log) {
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                log.accept("[" + name + "] " + line);
            }
        } catch (IOException e) {
            log.accept("[" + name + "] (the log ends here: " + e.getMessage() + ")");
        }
    }

    private void awaitReady(Duration limit) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        boolean ready = false;
        try {
            while (!ready && process.isAlive() && System.nanoTime() < deadline) {
                ready = isReady();
                if (!ready) {
                    TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
                }
            }
        } finally {
            if (!ready) {
                close();
            }
        }
        if (!ready) {
            throw new IOException("The server '" + name + "' ended or was not ready within " + limit.toSeconds()
                    + " s; its log says why.");
        }
    }

    private boolean isReady() throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address.resolve("/q/health/ready"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == OK && process.isAlive();
        } catch (IOException e) {
            return false; // It does not listen yet.
        }
    }

    /** Where it listens. */
    public URI address() {
        return address;
    }

    /** Asks it to stop (SIGTERM) and returns at once. */
    public void stop() {
        process.destroy();
    }

    /** Ends it without a word (SIGKILL) and returns when it is gone. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Waits until it has ended, at most this long; returns whether it has. */
    public boolean awaitEnd(Duration limit) throws InterruptedException {
        return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(SHUTDOWN.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
