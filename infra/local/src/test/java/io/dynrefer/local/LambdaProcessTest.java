package io.dynrefer.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
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
                Duration.ofSeconds(30),
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
