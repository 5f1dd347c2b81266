package io.dynrefer.functions.common;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.dynrefer.referring.jobs.JobId;
import io.dynrefer.referring.jobs.JobNotifier;
import io.dynrefer.referring.jobs.JobStatus;
import io.dynrefer.region.DynReferException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhooksTest {
    private static final JobNotifier.Notice NOTICE =
            new JobNotifier.Notice(new JobId("a"), JobStatus.DONE, "answers/a.json");

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private int status = 204;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            heard.add(exchange.getRequestURI() + " "
                    + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private String origin() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private static Webhooks webhooks(String origin) {
        return new Webhooks(Settings.of(NotifySettings.class, Map.of("dynrefer.notify.webhook-origins", origin)));
    }

    @Test
    void tell_postsTheNotice() {
        webhooks(origin()).tell(NOTICE, Optional.of(URI.create(origin() + "/done?x=1")));

        assertThat(heard)
                .containsExactly("/done?x=1 {\"job\":\"a\",\"status\":\"done\",\"answer\":\"answers/a.json\"}");
    }

    @Test
    void tell_isSilentTowardsOtherOrigins_andWithoutAWebhook() {
        webhooks("https://hooks.example.com").tell(NOTICE, Optional.of(URI.create(origin() + "/done")));
        webhooks(origin()).tell(NOTICE, Optional.empty());

        assertThat(heard).isEmpty();
    }

    @Test
    void tell_failsWhereTheListenerDoes_andFollowsNoRedirect() {
        for (int answer : new int[] {302, 404, 500}) {
            status = answer;
            assertThatThrownBy(() -> webhooks(origin()).tell(NOTICE, Optional.of(URI.create(origin() + "/done"))))
                    .as("status " + answer)
                    .isInstanceOfSatisfying(
                            DynReferException.class,
                            e -> assertThat(e.code().retryable()).isTrue());
        }
        assertThat(heard).hasSize(3).allMatch(line -> line.startsWith("/done"));
    }
}
