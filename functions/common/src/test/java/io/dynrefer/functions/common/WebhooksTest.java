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
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhooksTest {
    private static final JobNotifier.Notice NOTICE =
            new JobNotifier.Notice(new JobId("a"), JobStatus.DONE, "answers/a.json");

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private int status = 204;
    private String signature = "";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            heard.add(exchange.getRequestURI() + " "
                    + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            signature = String.valueOf(exchange.getRequestHeaders().getFirst(Webhooks.SIGNATURE));
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

    private static Webhooks webhooks(String origin, String... more) {
        Map<String, String> properties = new HashMap<>(Map.of(
                "dynrefer.notify.webhook-origins", origin,
                "dynrefer.notify.webhook-private", "true",
                "dynrefer.notify.webhook-timeout", "2s"));
        for (int i = 0; i < more.length; i += 2) {
            properties.put(more[i], more[i + 1]);
        }
        return new Webhooks(Settings.of(NotifySettings.class, properties));
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

    /** A receiver that answers and never ends its body, and one that never answers. */
    @Test
    @Timeout(30)
    void tell_receiverThatDoesNotEnd_costsNoMoreThanItsTime() throws Exception {
        for (String says : List.of("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\nx", "")) {
            try (ServerSocket receiver = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                Thread endless = new Thread(() -> drip(receiver, says));
                endless.setDaemon(true);
                endless.start();
                String origin = "http://127.0.0.1:" + receiver.getLocalPort();
                Webhooks webhooks = webhooks(origin);
                if (says.isEmpty()) {
                    assertThatThrownBy(() -> webhooks.tell(NOTICE, Optional.of(URI.create(origin + "/"))))
                            .hasMessageContaining("it took too long");
                } else {
                    webhooks.tell(NOTICE, Optional.of(URI.create(origin + "/")));
                }
            }
        }
    }

    /** Sends a byte now and then, so that no time between two bytes is long. */
    private static void drip(ServerSocket receiver, String says) {
        try (Socket connection = receiver.accept()) {
            connection.getOutputStream().write(says.getBytes(UTF_8));
            for (int i = 0; i < 1_000; i++) {
                connection.getOutputStream().write(says.isEmpty() ? "HTTP/1.1 200 OK\r\n".charAt(0) : 'x');
                Thread.sleep(100);
            }
        } catch (IOException | InterruptedException e) {
            return; // Hung up, as it should be.
        }
    }

    @Test
    void tell_signsWithTheSecret_andTheTime() throws Exception {
        webhooks(origin(), "dynrefer.notify.webhook-secret", "s3cret")
                .tell(NOTICE, Optional.of(URI.create(origin() + "/done")));

        String[] parts = signature.split("[=,]");
        assertThat(parts).hasSize(4);
        assertThat(Long.parseLong(parts[1]))
                .isBetween(Instant.now().getEpochSecond() - 60, Instant.now().getEpochSecond());
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("s3cret".getBytes(UTF_8), "HmacSHA256"));
        String body = heard.get(0).substring("/done ".length());
        assertThat(parts[3]).isEqualTo(HexFormat.of().formatHex(mac.doFinal((parts[1] + "." + body).getBytes(UTF_8))));
    }

    /** An allowed name may come to mean another address than it did. */
    @Test
    void tell_privateAddress_isNotConnectedTo() {
        for (String host : List.of("127.0.0.1", "localhost", "[::1]")) {
            String origin = origin().replace("127.0.0.1", host);
            assertThatThrownBy(() -> webhooks(origin, "dynrefer.notify.webhook-private", "false")
                            .tell(NOTICE, Optional.of(URI.create(origin + "/done"))))
                    .as(host)
                    .hasMessageContaining("cannot be reached");
        }
        assertThat(heard).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.9.9.9",
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "100.127.0.1",
                "192.0.0.8",
                "192.0.2.1",
                "198.18.0.1",
                "198.51.100.7",
                "203.0.113.9",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "fe80::1",
                "fc00::1",
                "fd12::1",
                "ff02::1",
                "::ffff:10.0.0.1",
                "64:ff9b::a00:1",
                "2002:a00:1::",
                "2001:0:1::1",
                "2001:db8::1",
                "fec0::1"
            })
    void address_thatIsNotPublic_isKnown(String address) throws Exception {
        assertThat(PublicAddresses.isPublic(InetAddress.getByName(address))).isFalse();
        assertThatThrownBy(() -> PublicAddresses.resolve(address)).isInstanceOf(UnknownHostException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1.1.1", "172.15.0.1", "172.32.0.1", "100.63.0.1", "100.128.0.1", "2606:4700::1111"})
    void address_thatIsPublic_isKnown(String address) throws Exception {
        assertThat(PublicAddresses.isPublic(InetAddress.getByName(address))).isTrue();
    }
}
