package io.dynrefer.local.images;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * {@code Load <address> <photo.jpg> <request's JSON> [requests] [at once]}: asks a running server and prints how long
 * it takes. Cold requests bring an image that the store has never seen, so that everything is computed; warm ones
 * repeat what was asked before. The very first request, which may wake machines, is printed by itself.
 */
public final class Load {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String BOUNDARY = "dynrefer-load-boundary";
    private static final int START_OF_IMAGE = 2; // bytes of a JPEG's first marker

    private final URI address;
    private final byte[] photo;
    private final String json;
    private final HttpClient http = HttpClient.newHttpClient();

    private Load(URI address, byte[] photo, String json) {
        this.address = address;
        this.photo = photo;
        this.json = json;
    }

    public static void main(String[] words) throws IOException, InterruptedException {
        if (words.length < 3) {
            System.err.println("usage: Load <address> <photo.jpg> <request> [requests] [at once]");
            System.exit(2);
        }
        int requests = words.length > 3 ? Integer.parseInt(words[3]) : 20;
        int atOnce = words.length > 4 ? Integer.parseInt(words[4]) : 1;
        new Load(URI.create(words[0]).resolve("/v1/refer"), Files.readAllBytes(Path.of(words[1])), words[2])
                .run(requests, atOnce, System.out);
    }

    private void run(int requests, int atOnce, PrintStream out) throws IOException, InterruptedException {
        out.printf(Locale.ROOT, "%s, %d requests, %d at once%n", address, requests, atOnce);
        print("first", List.of(time(unseen())), 0, out);
        List<byte[]> photos = new ArrayList<>();
        for (int i = 0; i < requests; i++) {
            photos.add(unseen());
        }
        measure("cold", photos, atOnce, out);
        measure("warm", photos, atOnce, out);
    }

    private void measure(String name, List<byte[]> photos, int atOnce, PrintStream out)
            throws IOException, InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(atOnce);
        try {
            List<Callable<Double>> calls = new ArrayList<>();
            photos.forEach(image -> calls.add(() -> time(image)));
            long begin = System.nanoTime();
            List<Double> millis = new ArrayList<>();
            for (Future<Double> call : threads.invokeAll(calls)) {
                millis.add(call.get());
            }
            print(name, millis, (System.nanoTime() - begin) / 1e9, out);
        } catch (ExecutionException e) {
            throw new IOException(name + ": " + e.getMessage(), e);
        } finally {
            threads.shutdown();
        }
    }

    private static void print(String name, List<Double> millis, double seconds, PrintStream out) {
        Percentiles times = new Percentiles(millis);
        out.printf(
                Locale.ROOT,
                "%-6s p50 %7.0f ms   p90 %7.0f ms   p99 %7.0f ms",
                name,
                times.at(50),
                times.at(90),
                times.at(99));
        out.println(seconds > 0 ? String.format(Locale.ROOT, "   %6.2f requests/s", millis.size() / seconds) : "");
    }

    private double time(byte[] image) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .timeout(PATIENCE)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body(image)))
                .build();
        long begin = System.nanoTime();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        double millis = (System.nanoTime() - begin) / 1e6;
        if (response.statusCode() != 200) {
            throw new IOException(response.statusCode() + " " + response.body());
        }
        return millis;
    }

    /** The photo with a comment that no other has: the same pixels, another digest. */
    private byte[] unseen() throws IOException {
        byte[] comment = UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        jpeg.write(photo, 0, START_OF_IMAGE);
        jpeg.write(new byte[] {(byte) 0xFF, (byte) 0xFE, 0, (byte) (comment.length + 2)});
        jpeg.write(comment);
        jpeg.write(photo, START_OF_IMAGE, photo.length - START_OF_IMAGE);
        return jpeg.toByteArray();
    }

    private byte[] body(byte[] image) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.write(part("image\"; filename=\"photo.jpg", "image/jpeg"));
        body.write(image);
        body.write(part("request", "application/json"));
        body.write((json + "\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return body.toByteArray();
    }

    private static byte[] part(String name, String type) {
        return ("\r\n--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\nContent-Type: "
                        + type + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }
}
