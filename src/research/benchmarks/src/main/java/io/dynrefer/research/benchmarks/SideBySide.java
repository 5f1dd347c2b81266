package io.dynrefer.research.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * {@code SideBySide <photo.jpg> <rounds> <requests> <name>=<address>@<process id>...}: asks running servers in turn,
 * round by round, and prints the median processor time that each one spends on a request, and what part that is of the
 * first one's. The caller's own time is not in it, so a machine that others use as well says nearly the same as a quiet
 * one. Linux.
 */
public final class SideBySide {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int CALLERS = 8;
    private static final int REGIONS = 100;
    private static final int REPEATS = 4; // of requests that cost little

    private final byte[] photo;
    private final int requests;
    private final HttpClient http = HttpClient.newHttpClient();
    private int photos; // made so far

    private SideBySide(byte[] photo, int requests) {
        this.photo = photo;
        this.requests = requests;
    }

    public static void main(String[] words) throws IOException {
        if (words.length < 4) {
            System.err.println("usage: SideBySide <photo.jpg> <rounds> <requests> <name>=<address>@<process id>...");
            System.exit(2);
        }
        List<MeasuredServer> servers =
                Arrays.stream(words).skip(3).map(MeasuredServer::of).toList();
        new SideBySide(Files.readAllBytes(Path.of(words[0])), Integer.parseInt(words[2]))
                .run(servers, Integer.parseInt(words[1]));
    }

    private void run(List<MeasuredServer> servers, int rounds) {
        List<ServerTimes> rows = new ArrayList<>();
        for (String what : List.of(
                "cold, 1 caller",
                "cold, " + CALLERS + " callers",
                "asked before",
                REGIONS + " regions, asked before")) {
            rows.add(new ServerTimes(what, new LinkedHashMap<>()));
        }
        for (int round = 0; round <= rounds; round++) { // The first one warms up.
            for (MeasuredServer server : servers) {
                List<Double> measured = measure(server);
                for (int i = 0; i < rows.size() && round > 0; i++) {
                    rows.get(i)
                            .millis()
                            .computeIfAbsent(server.name(), name -> new ArrayList<>())
                            .add(measured.get(i));
                }
            }
            System.err.println("round " + round + " of " + rounds);
        }
        String names = servers.stream().map(MeasuredServer::name).collect(Collectors.joining(" | "));
        String ratios = servers.stream().skip(1).map(server -> "ratio").collect(Collectors.joining(" | "));
        System.out.println("| ms of processor time a request | " + names + " | " + ratios + " |");
        System.out.println("|" + " --- |".repeat(2 * servers.size()));
        rows.forEach(row -> System.out.println(row.cells(servers)));
    }

    private List<Double> measure(MeasuredServer server) {
        List<String> alone = bodies(requests, 1);
        List<String> together = bodies(requests, 1);
        String many = bodies(1, REGIONS).get(0);
        ask(server, List.of(many), 1);
        return List.of(
                ask(server, alone, 1),
                ask(server, together, CALLERS),
                ask(server, repeated(alone), 1),
                ask(server, repeated(List.of(many)), 1));
    }

    private static List<String> repeated(List<String> bodies) {
        return IntStream.range(0, REPEATS)
                .mapToObj(i -> bodies)
                .flatMap(List::stream)
                .toList();
    }

    /** Milliseconds of processor time per request. */
    private double ask(MeasuredServer server, List<String> bodies, int callers) {
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        try {
            double before = server.processorMillis();
            CompletableFuture.allOf(bodies.stream()
                            .map(body -> CompletableFuture.runAsync(() -> ask(server, body), threads))
                            .toArray(CompletableFuture<?>[]::new))
                    .join();
            return (server.processorMillis() - before) / bodies.size();
        } finally {
            threads.shutdown();
        }
    }

    private void ask(MeasuredServer server, String body) {
        HttpRequest request = HttpRequest.newBuilder(server.address())
                .header("Content-Type", "application/json")
                .timeout(PATIENCE)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException(server.name() + ": " + response.statusCode() + " " + response.body());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(server.name(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Requests about photos that no server has seen. */
    private List<String> bodies(int count, int regions) {
        String list = IntStream.range(0, regions)
                .mapToObj(i -> "{\"bbox\": [%d, %d, %d, %d]}"
                        .formatted(20 + 7 * (i % 10), 15 + 5 * (i / 10), 120 + 3 * i, 110 + i))
                .collect(Collectors.joining(", "));
        return IntStream.range(0, count)
                .mapToObj(i -> "{\"image\": \"%s\", \"regions\": [%s]}".formatted(unseen(), list))
                .toList();
    }

    /** The photo with a comment that no other has: the same pixels, another digest. */
    private String unseen() {
        byte[] comment = "%019d-%08d".formatted(System.nanoTime(), photos++).getBytes(US_ASCII);
        byte[] jpeg = new byte[photo.length + 4 + comment.length];
        System.arraycopy(photo, 0, jpeg, 0, 2);
        byte[] marker = {(byte) 0xFF, (byte) 0xFE, 0, (byte) (comment.length + 2)};
        System.arraycopy(marker, 0, jpeg, 2, marker.length);
        System.arraycopy(comment, 0, jpeg, 2 + marker.length, comment.length);
        System.arraycopy(photo, 2, jpeg, 6 + comment.length, photo.length - 2);
        return Base64.getEncoder().encodeToString(jpeg);
    }
}
