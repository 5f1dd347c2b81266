package io.dynrefer.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The server as a process of its own, which ends with this one and shares its terminal. */
final class ServerProcess {
    private static final Duration POLL = Duration.ofMillis(250);
    private static final long SECONDS_TO_STOP = 20;
    private static final int OK = 200;

    private final Process process;
    private final URI ready;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

    private ServerProcess(Process process, URI ready) {
        this.process = process;
        this.ready = ready;
    }

    /** Starts the server in {@code jar} with the Java of this process. */
    static ServerProcess start(Path jar, int port, Path weights, Path store) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(ProcessHandle.current().info().command().orElse("java"), "--enable-native-access=ALL-UNNAMED"));
        command.add("-Xmx" + Runtime.getRuntime().maxMemory());
        command.add("-Dquarkus.http.port=" + port);
        command.add("-Ddynrefer.weights=" + weights.toAbsolutePath());
        command.add("-Ddynrefer.store.kind=directory");
        command.add("-Ddynrefer.store.directory=" + store.toAbsolutePath());
        command.addAll(List.of("-jar", jar.toString()));
        Process process = new ProcessBuilder(command).inheritIO().start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(process)));
        return new ServerProcess(process, URI.create("http://localhost:" + port + "/q/health/ready"));
    }

    private static void stop(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(SECONDS_TO_STOP, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until the server answers that it is ready; false if it ended before. */
    boolean awaitReady() throws InterruptedException {
        while (process.isAlive()) {
            if (isReady()) {
                return process.isAlive();
            }
            TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
        }
        return false;
    }

    private boolean isReady() throws InterruptedException {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(ready).timeout(Duration.ofSeconds(5)).build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == OK;
        } catch (IOException e) {
            return false; // Not listening yet.
        }
    }

    /** Waits for the server's end and gives its exit code. */
    int await() throws InterruptedException {
        return process.waitFor();
    }
}
