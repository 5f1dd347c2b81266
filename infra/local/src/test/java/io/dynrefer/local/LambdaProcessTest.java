package io.dynrefer.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real function package in a real process, run by AWS's runtime interface client. */
@Timeout(120)
final class LambdaProcessTest {
    private static final Duration TIME = Duration.ofSeconds(8);

    @TempDir
    private Path directory = Path.of("");

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> log = new CopyOnWriteArrayList<>();
    private LambdaRuntimeApi api;

    @BeforeEach
    void start() throws IOException {
        api = LambdaRuntimeApi.start(0);
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private LambdaProcess.Settings settings(Map<String, String> environment) throws IOException {
        return new LambdaProcess.Settings(
                "probe",
                packaged(),
                "exported",
                ProbeHandler.class.getName() + "::handleRequest",
                64,
                TIME,
                Duration.ofSeconds(60),
                environment,
                directory.resolve("unpacked"));
    }

    /** A function.zip with the handler's class at its root. */
    private Path packaged() throws IOException {
        Path zip = directory.resolve("function.zip");
        String name = ProbeHandler.class.getName().replace('.', '/') + ".class";
        try (ZipOutputStream entries = new ZipOutputStream(Files.newOutputStream(zip));
                InputStream content = ProbeHandler.class.getClassLoader().getResourceAsStream(name)) {
            assertThat(content).isNotNull();
            entries.putNextEntry(new ZipEntry("lib/"));
            entries.putNextEntry(new ZipEntry(name));
            content.transferTo(entries);
        }
        return zip;
    }

    private HttpResponse<String> invoke(String event) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(api.endpoint().resolve("/2015-03-31/functions/probe/invocations"))
                .POST(HttpRequest.BodyPublishers.ofString(event))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void function_answersFailsAndComesBackAfterACrash() throws Exception {
        try (LambdaProcess function = LambdaProcess.start(api, settings(Map.of()), log::add)) {
            long first = function.pid();
            assertThat(invoke("\"hello\"").body())
                    .isEqualTo("{\"event\":\"hello\",\"function\":\"probe\",\"export\":\"exported\",\"pid\":" + first
                            + "}");
            assertThat(log).contains("[probe] probe is up");

            HttpResponse<String> failure = invoke("\"fail\"");
            assertThat(failure.headers().firstValue("X-Amz-Function-Error")).contains("Unhandled");
            assertThat(failure.body()).contains("told to fail", "IllegalStateException");

            HttpResponse<String> exit = invoke("\"exit\"");
            assertThat(exit.headers().firstValue("X-Amz-Function-Error")).contains("Unhandled");
            assertThat(exit.body()).contains("Runtime.ExitError");

            assertThat(invoke("\"again\"").body()).contains("\"event\":\"again\"");
            assertThat(function.pid()).isNotEqualTo(first);
        }
        assertThat(directory.resolve("unpacked")).isEmptyDirectory();
        assertThat(invoke("\"late\"").statusCode()).isEqualTo(404);
    }

    @Test
    void function_killedWhileIdle_isReplaced() throws Exception {
        try (LambdaProcess function = LambdaProcess.start(api, settings(Map.of()), log::add)) {
            ProcessHandle.of(function.pid()).orElseThrow().destroyForcibly();

            assertThat(invoke("\"hello\"").body()).contains("\"event\":\"hello\"");
        }
    }

    @Test
    void function_thatExceedsItsTime_isKilledAndReplaced() throws Exception {
        try (LambdaProcess function = LambdaProcess.start(api, settings(Map.of()), log::add)) {
            ProcessHandle first = ProcessHandle.of(function.pid()).orElseThrow();

            assertThat(invoke("\"hang\"").body()).contains("Sandbox.Timedout", "timed out after 8.0 seconds");

            assertThat(invoke("\"hello\"").body()).contains("\"event\":\"hello\"");
            assertThat(first.onExit().get(10, TimeUnit.SECONDS).isAlive()).isFalse();
            assertThat(log).contains("[probe] exceeded its time of 8 s; killed");
        }
    }

    @Test
    void sweep_deletesWhatProcessesThatAreGoneHaveLeft() throws IOException {
        Path folder = directory.resolve("functions");
        Path gone = Files.createDirectories(folder.resolve("999999999/function-1"));
        Path mine =
                Files.createDirectories(folder.resolve(ProcessHandle.current().pid() + "/function-1"));

        LambdaProcess.sweep(folder);
        LambdaProcess.sweep(directory.resolve("nowhere"));

        assertThat(gone.getParent()).doesNotExist();
        assertThat(mine).exists();
    }

    /** A function's process that waits for events ends with the process that started it, though that was killed. */
    @Test
    void children_endWithTheirParent_whateverEndedIt() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process parent = new ProcessBuilder(
                        java,
                        "-cp",
                        place(ParentProbe.class) + File.pathSeparator + place(Parent.class),
                        ParentProbe.class.getName(),
                        "parent")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        long child = Long.parseLong(parent.inputReader().readLine());
        ProcessHandle handle = ProcessHandle.of(child).orElseThrow();
        assertThat(handle.isAlive()).isTrue();

        parent.destroyForcibly().waitFor();

        for (int i = 0; i < 300 && handle.isAlive(); i++) {
            Thread.sleep(100);
        }
        assertThat(handle.isAlive()).isFalse();
    }

    private static String place(Class<?> type) throws URISyntaxException {
        return Path.of(Objects.requireNonNull(type.getProtectionDomain().getCodeSource())
                        .getLocation()
                        .toURI())
                .toString();
    }

    @Test
    void start_functionCannotStart_saysSoAndItsLogWhy() throws IOException {
        LambdaProcess.Settings settings = settings(Map.of("PROBE_CANNOT_START", "true"));

        assertThatThrownBy(() -> LambdaProcess.start(api, settings, log::add))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("'probe' ended before it was ready");

        assertThat(String.join("\n", log)).contains("told not to start");
        assertThat(directory.resolve("unpacked")).isEmptyDirectory();
    }

    @Test
    void start_zipThatLeadsOut_isRefused() throws IOException {
        Path zip = directory.resolve("evil.zip");
        try (ZipOutputStream entries = new ZipOutputStream(Files.newOutputStream(zip))) {
            entries.putNextEntry(new ZipEntry("../outside"));
        }
        assertThatThrownBy(() -> FunctionPackage.unpack(zip, directory.resolve("unpacked")))
                .hasMessageContaining("../outside");
        assertThat(directory.resolve("unpacked")).isEmptyDirectory();
    }
}
