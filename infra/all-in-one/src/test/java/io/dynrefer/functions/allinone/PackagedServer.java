package io.dynrefer.functions.allinone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The packaged server with the default weights, in a process of its own. */
record PackagedServer(Process process, String address) implements AutoCloseable {
    static final Path REPOSITORY = Path.of("../..").toAbsolutePath().normalize();

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** Starts it and waits until it answers; its log goes to the folder. */
    static PackagedServer start(Path folder) throws IOException, InterruptedException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        Path log = folder.resolve("server.log");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-Dquarkus.http.port=" + port,
                        "-Ddynrefer.weights=" + REPOSITORY.resolve("models/dynrefer-mini"),
                        "-Ddynrefer.store.kind=memory",
                        "-jar",
                        Path.of("target/quarkus-app/quarkus-run.jar").toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("DJL_OFFLINE", "true");
        builder.environment().put("OMP_WAIT_POLICY", "PASSIVE");
        PackagedServer server = new PackagedServer(builder.start(), "http://localhost:" + port);
        server.awaitReady(log);
        return server;
    }

    private void awaitReady(Path log) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest ping = HttpRequest.newBuilder(URI.create(address + "/ping")).build();
        long end = System.nanoTime() + PATIENCE.toNanos();
        int status = 0;
        while (status != 200) {
            assertThat(process.isAlive() && System.nanoTime() < end)
                    .as(Files.readString(log))
                    .isTrue();
            try {
                status = client.send(ping, HttpResponse.BodyHandlers.discarding())
                        .statusCode();
            } catch (IOException e) {
                Thread.sleep(200); // It does not listen yet.
            }
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
