package io.dynrefer.local.images;

import io.dynrefer.local.LambdaRuntimeApi;
import io.dynrefer.local.LocalS3;
import io.dynrefer.region.ImageDigest;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;

/**
 * What an application finds around it while it is tried: an S3 server with an image in its bucket, a Lambda service, a
 * model card; and somebody who asks it.
 */
final class TrialSurroundings implements AutoCloseable {
    private static final String FUNCTION = "dynrefer-views";
    private static final String INSTANCE = "trial";
    private static final String BUCKET = "dynrefer";
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int POLL_MILLIS = 2;
    private static final int OK = 200;

    private final LocalS3 s3;
    private final LambdaRuntimeApi lambda;
    private final Path card;
    private final byte[] picture;
    private final int port;
    private final HttpClient http = HttpClient.newHttpClient();

    private TrialSurroundings(LocalS3 s3, LambdaRuntimeApi lambda, Path card, byte[] picture, int port) {
        this.s3 = s3;
        this.lambda = lambda;
        this.card = card;
        this.picture = picture;
        this.port = port;
    }

    /** Starts the servers, which keep their files in a folder. */
    static TrialSurroundings start(Path folder) throws IOException {
        Path card = Files.createDirectories(folder).resolve("model.json");
        try (InputStream content = TrialSurroundings.class.getResourceAsStream("model.json")) {
            if (content == null) {
                throw new IOException("the model card is not on the class path");
            }
            Files.copy(content, card);
        }
        byte[] picture = picture();
        Path objects = folder.resolve("s3");
        Path stored = objects.resolve(BUCKET)
                .resolve("images")
                .resolve(ImageDigest.of(picture).hex());
        Files.createDirectories(stored.getParent());
        Files.write(stored, picture);
        LocalS3 s3 = LocalS3.start(LocalS3.Settings.in(objects, BUCKET));
        LambdaRuntimeApi lambda = LambdaRuntimeApi.start(0);
        lambda.register(FUNCTION, PATIENCE);
        return new TrialSurroundings(s3, lambda, card, picture, freePort());
    }

    private static byte[] picture() throws IOException {
        BufferedImage image = new BufferedImage(320, 240, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(0);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                image.setRGB(x, y, random.nextInt(1 << 24));
            }
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(image, "png", png);
        return png.toByteArray();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** The variables that an application needs to find its surroundings. */
    Map<String, String> environment() {
        Map<String, String> variables = new HashMap<>(s3.environment());
        variables.put("AWS_LAMBDA_RUNTIME_API", lambda.runtimeAddress(FUNCTION, INSTANCE));
        variables.put("AWS_LAMBDA_FUNCTION_NAME", FUNCTION);
        variables.put("AWS_LAMBDA_FUNCTION_VERSION", "1");
        variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512");
        variables.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + FUNCTION);
        variables.put("AWS_LAMBDA_LOG_STREAM_NAME", INSTANCE);
        variables.put("DYNREFER_STORE_KIND", "s3");
        variables.put("DYNREFER_STORE_S3_BUCKET", BUCKET);
        variables.put("DYNREFER_STORE_S3_ENDPOINT", s3.endpoint().toString());
        variables.put("DYNREFER_MODEL_CARD", card.toString());
        variables.put("DYNREFER_ENCODE_URL", "http://127.0.0.1:9");
        variables.put("DYNREFER_ENCODE_ATTEMPTS", "1");
        variables.put("DYNREFER_LAMBDA_ENDPOINT", lambda.endpoint().toString());
        variables.put("DYNREFER_LAMBDA_ATTEMPTS", "1");
        variables.put("DYNREFER_LAMBDA_TIMEOUT", "2s");
        variables.put("QUARKUS_HTTP_PORT", String.valueOf(port));
        variables.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        return variables;
    }

    /** Waits until the function's process asks for its first event. */
    void awaitReady() throws IOException, InterruptedException {
        if (!lambda.awaitReady(FUNCTION, INSTANCE, PATIENCE)) {
            throw new IOException("the function was not ready within " + PATIENCE.toSeconds() + " s");
        }
    }

    /** Asks for the first thing that this image is there for, and returns when it is answered. */
    void ask(Image image, Application application) throws IOException, InterruptedException {
        if (image.isFunction()) {
            invoke();
        } else {
            awaitTasks(application);
        }
    }

    /** Asks for all that a first user may: more classes of the application than {@link #ask} wakes. */
    void askMore(Image image) throws IOException, InterruptedException {
        if (image.isFunction()) {
            invoke();
            return;
        }
        for (String path : List.of("/v1/models", "/q/health/ready", "/q/metrics")) {
            get(path);
        }
        // There is no encoder behind it: a refusal, after everything that the gateway itself does.
        HttpResponse<String> refused = http.send(
                HttpRequest.newBuilder(address("/v1/refer"))
                        .header("Content-Type", "application/json")
                        .timeout(PATIENCE)
                        .POST(HttpRequest.BodyPublishers.ofString(
                                """
                                {"image": "%s", "regions": [{"bbox": [10, 10, 80, 60]}], "tasks": ["tags"]}
                                """.formatted(Base64.getEncoder().encodeToString(picture))))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (refused.statusCode() == OK) {
            throw new IOException("answered without an encoder: " + refused.body());
        }
    }

    private void invoke() throws IOException, InterruptedException {
        String event = """
                {"image": "%s", "view_count": 3, "view_size": 224, "items": [
                  {"region": {"bbox": [100, 50, 80, 90]}, "selection": [0, 0.4, 0.5]}]}
                """.formatted(ImageDigest.of(picture).hex());
        HttpRequest request = HttpRequest.newBuilder(
                        lambda.endpoint().resolve("/2015-03-31/functions/" + FUNCTION + "/invocations"))
                .timeout(PATIENCE)
                .POST(HttpRequest.BodyPublishers.ofString(event))
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != OK || !response.body().contains("views")) {
            throw new IOException("The function answered " + response.statusCode() + ": " + response.body());
        }
    }

    private void awaitTasks(Application application) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            try {
                if (get("/v1/tasks").statusCode() == OK) {
                    return;
                }
            } catch (IOException e) { // It does not listen yet.
                application.requireAlive();
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
        throw new IOException("no answer within " + PATIENCE.toSeconds() + " s");
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(address(path)).timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    @Override
    public void close() throws IOException {
        lambda.close();
        s3.close();
    }
}
