package io.dynrefer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.dynrefer.command.ExitCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as a client of a server with prepared answers. */
class RemoteSystemTest {
    @TempDir
    static Path home;

    private final AtomicReference<byte[]> received = new AtomicReference<>(new byte[0]);
    private HttpServer server;
    private volatile int status = 200;
    private volatile String answer = "";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/refer", exchange -> {
            received.set(exchange.getRequestBody().readAllBytes());
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void refer_server_isSentTheRequestAndItsAnswerIsPrinted() throws IOException {
        Run local =
                Run.tiny(home, "refer", Run.example("cat.jpg"), "--box", "1,2,30,40", "--task", "category", "--json");
        answer = local.out();

        Run remote = refer("--task", "category", "--json");

        assertThat(remote.exitCode()).as(remote.err()).isEqualTo(ExitCode.OK);
        assertThat(remote.out()).isEqualTo(local.out());
        JsonNode request = new ObjectMapper().readTree(received.get());
        assertThat(request.at("/regions/0/bbox").toString()).isEqualTo("[1.0,2.0,30.0,40.0]");
        assertThat(request.at("/tasks/0").asText()).isEqualTo("category");
        assertThat(Base64.getDecoder().decode(request.path("image").asText()))
                .isEqualTo(Files.readAllBytes(Path.of(Run.example("cat.jpg"))));
    }

    @Test
    void refer_problemOfTheServer_isPrintedAsOurOwn() {
        status = 503;
        answer = "{\"title\": \"x\", \"status\": 503, \"code\": \"over_capacity\", \"message\": \"Try again later.\"}";
        Run run = refer();
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(run.err().strip()).isEqualTo("error: Try again later. [over_capacity]");
    }

    @Test
    void refer_answerThatIsNotOurs_isReportedWithItsStatus() {
        status = 502;
        answer = "<html>Bad gateway</html>";
        assertThat(refer().err()).contains("status 502");
    }

    @Test
    void refer_serverWithOwnWeights_refusesTheOption() {
        Run run = refer("--preset", "tiny");
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("--endpoint", "--weights");
    }

    private Run refer(String... options) {
        String[] arguments = new String[options.length + 6];
        System.arraycopy(
                new String[] {
                    "refer",
                    Run.example("cat.jpg"),
                    "--box",
                    "1,2,30,40",
                    "--endpoint",
                    "http://localhost:" + server.getAddress().getPort() + "/"
                },
                0,
                arguments,
                0,
                6);
        System.arraycopy(options, 0, arguments, 6, options.length);
        return Run.of(home, arguments);
    }
}
