package io.dynrefer.local.processes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dynrefer.model.init.InitWeights;
import io.dynrefer.region.Progress;
import io.dynrefer.store.DirectoryBlobStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The system in one process and the system in seven answer the same requests with the same bytes, apart from timings,
 * and leave the same blobs behind. Runs the packages.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TwoWaysIT {
    private static final Path REPOSITORY = Path.of("../..");
    private static final String BOUNDARY = "two-ways-boundary";
    private static final String REGIONS =
            "\"regions\": [{\"id\": \"head\", \"bbox\": [30, 0, 370, 292]}, {\"id\": \"outside\", \"bbox\": [900, 0,"
                    + " 9, 9]}, {\"id\": \"eye\", \"bbox\": [132, 86, 210, 150], \"bbox_format\": \"xyxy\"}, {\"id\":"
                    + " \"corner\", \"polygon\": [[0, 0, 60, 0, 60, 40]]}]";

    @TempDir
    static Path folder;

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static ServerProcess allInOne;
    private static Machine processes;

    /** A request for both; {@code image} is the photo's name, empty for none. */
    record Question(String name, String path, String image, String json) {
        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        Path weights = folder.resolve("weights");
        InitWeights.ofPreset("tiny", 7).write(weights, Progress.NONE);
        processes = new Machine(
                new Machine.Settings(
                        FunctionPackages.of(REPOSITORY),
                        weights,
                        folder.resolve("processes"),
                        Ports.FREE,
                        512,
                        Duration.ofSeconds(30),
                        Map.of()),
                TwoWaysIT::print);
        processes.start();
        allInOne = ServerProcess.start(
                new ServerProcess.Settings(
                        "all-in-one",
                        REPOSITORY.resolve("infra/all-in-one/target/quarkus-app/quarkus-run.jar"),
                        0,
                        512,
                        Duration.ofSeconds(60),
                        Map.of(
                                "DYNREFER_WEIGHTS", weights.toString(),
                                "DYNREFER_STORE_DIRECTORY",
                                        folder.resolve("store").toString())),
                TwoWaysIT::print);
    }

    @SuppressWarnings("SystemOut")
    private static void print(String line) {
        System.out.println(line);
    }

    @AfterAll
    static void stop() {
        Stream.of(allInOne, processes).forEach(part -> {
            if (part != null) {
                close(part);
            }
        });
    }

    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    static Stream<Question> questions() {
        return Stream.of(
                refer("every task, views by task", "cat.jpg", REGIONS),
                refer("the same again, from the store", "cat.jpg", REGIONS),
                refer("views by image", "cat.jpg", REGIONS + ", \"views\": \"image\""),
                refer("views by hand", "cat.jpg", REGIONS + ", \"views\": [0, 0.3, 1]"),
                refer(
                        "own words",
                        "coffee.jpg",
                        REGIONS
                                + ", \"vocabulary\": {\"categories\": [\"cup\", \"spoon\"], \"attributes\":"
                                + " [\"color:red\", \"wet\"]}, \"controls\": [\"coffee\"], \"tag_threshold\": 0.4,"
                                + " \"top_k\": 2"),
                refer("one task", "coffee.jpg", REGIONS + ", \"tasks\": [\"tags\"]"),
                refer(
                        "beam search settings",
                        "rocket.jpg",
                        REGIONS + ", \"tasks\": [\"caption\"], \"caption\": {\"beams\": 2}"),
                refer("every region outside", "cat.jpg", "\"regions\": [{\"bbox\": [900, 0, 9, 9]}]"),
                refer("unknown task", "cat.jpg", REGIONS + ", \"tasks\": [\"smell\"]"),
                refer("not an image", "README.md", REGIONS),
                new Question("the views alone", "/v1/views", "astronaut.jpg", "{" + REGIONS + "}"),
                new Question("tasks", "/v1/tasks", "", ""),
                new Question("models", "/v1/models", "", ""),
                new Question("nothing there", "/v1/smells", "", ""));
    }

    private static Question refer(String name, String image, String members) {
        return new Question(name, "/v1/refer", image, "{" + members + "}");
    }

    @ParameterizedTest
    @MethodSource("questions")
    @Order(1)
    void answers_areTheSameBytes(Question question) throws IOException, InterruptedException {
        HttpResponse<String> one = ask(allInOne.address(), question);
        HttpResponse<String> seven = ask(processes.address(), question);

        assertThat(withoutTimings(seven.body())).isEqualTo(withoutTimings(one.body()));
        assertThat(seven.statusCode())
                .isEqualTo(one.statusCode())
                .isNotEqualTo(500)
                .isNotEqualTo(503);
        assertThat(seven.headers().firstValue("Content-Type"))
                .isEqualTo(one.headers().firstValue("Content-Type"));
    }

    private static String withoutTimings(String body) {
        return body.replaceAll("\"timings_ms\":\\{[^}]*}", "\"timings_ms\":{}");
    }

    private static HttpResponse<String> ask(URI system, Question question) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(system.resolve(question.path()))
                .header("X-Request-Id", "two-ways")
                .timeout(Duration.ofSeconds(120));
        if (!question.image().isEmpty()) {
            request.header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                    .POST(HttpRequest.BodyPublishers.ofByteArray(form(question)));
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString(UTF_8));
    }

    private static byte[] form(Question question) throws IOException {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        form.writeBytes(part("image\"; filename=\"photo"));
        form.writeBytes(Files.readAllBytes(REPOSITORY.resolve("examples").resolve(question.image())));
        form.writeBytes(("\r\n" + new String(part("request"), UTF_8) + question.json() + "\r\n--" + BOUNDARY + "--\r\n")
                .getBytes(UTF_8));
        return form.toByteArray();
    }

    private static byte[] part(String name) {
        return ("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n").getBytes(UTF_8);
    }

    @Test
    @Order(2)
    void stores_holdTheSameBlobs() {
        DirectoryBlobStore store = new DirectoryBlobStore(folder.resolve("store"));
        Map<String, Integer> one = new TreeMap<>();
        store.list("")
                .forEach(key ->
                        one.put(key.toString(), Arrays.hashCode(store.find(key).orElseThrow())));
        Map<String, Integer> seven = blobs(processes.cloud().objects());

        assertThat(one).isNotEmpty();
        // One process hands crops on as pixels; several find them in the store.
        seven.keySet().removeIf(key -> key.startsWith("views/") && key.contains("@"));
        assertThat(seven).isEqualTo(one);
    }

    /** The hash of each file's bytes by its path; folders of the store's own begin with a dot. */
    private static Map<String, Integer> blobs(Path store) {
        try (Stream<Path> files = Files.walk(store)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !store.relativize(file).toString().startsWith("."))
                    .collect(Collectors.toMap(
                            file -> store.relativize(file).toString(), TwoWaysIT::hash, (a, b) -> a, TreeMap::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int hash(Path file) {
        try {
            return Arrays.hashCode(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    @Order(3)
    void gatewayAndViews_containNoClassOfTheEngine() throws IOException {
        Path functions = REPOSITORY.resolve("functions");

        assertThat(engineEntries(PackageContents.of(functions.resolve("gateway/target/quarkus-app"))))
                .isEmpty();
        assertThat(engineEntries(PackageContents.of(functions.resolve("views/target/function.zip"))))
                .isEmpty();
        assertThat(engineEntries(PackageContents.of(functions.resolve("encode/target/quarkus-app"))))
                .isNotEmpty();
    }

    private static List<String> engineEntries(List<String> entries) {
        assertThat(entries).hasSizeGreaterThan(1_000);
        return entries.stream().filter(entry -> entry.startsWith("ai/djl/")).toList();
    }
}
