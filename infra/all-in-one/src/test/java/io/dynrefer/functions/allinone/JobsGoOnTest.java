package io.dynrefer.functions.allinone;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.dynrefer.functions.common.NotifySettings;
import io.dynrefer.referring.jobs.JobId;
import io.dynrefer.referring.jobs.JobKeys;
import io.dynrefer.store.BlobStore;
import io.dynrefer.store.DirectoryBlobStore;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Jobs that a killed server left are answered by the next one, and no listener holds up another's job. */
@QuarkusTest
@QuarkusTestResource(value = JobsGoOnTest.Left.class, restrictToAnnotatedClass = true)
class JobsGoOnTest {
    private static final Path PHOTO = Path.of("../../examples/cat.jpg");
    private static final String REQUEST = "{\"tasks\": [\"tags\"], \"regions\": [{\"bbox\": [30, 0, 370, 292]}]";

    /** With a store in which a process that is gone has left a job, and a listener whose answers never end. */
    public static final class Left extends OnDisk {
        @Override
        Map<String, String> prepared(Path folder) throws IOException {
            BlobStore store = new DirectoryBlobStore(folder);
            JobId job = new JobId("left");
            store.putIfAbsent(JobKeys.image(job, "jpeg"), Files.readAllBytes(PHOTO));
            store.putIfAbsent(JobKeys.request(job), (REQUEST + "}").getBytes(UTF_8));
            return Map.of(
                    "dynrefer.notify.webhook-origins", "http://127.0.0.1:" + endless(),
                    "dynrefer.notify.webhook-private", "true",
                    "dynrefer.notify.webhook-timeout", "5m");
        }

        /** Takes connections and says nothing, for as long as the test runs. */
        private static int endless() throws IOException {
            ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            Thread thread = new Thread(() -> {
                try {
                    while (true) {
                        Socket kept = socket.accept();
                        assertThat(kept.isConnected()).isTrue();
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            thread.setDaemon(true);
            thread.start();
            return socket.getLocalPort();
        }
    }

    @Inject
    NotifySettings notify;

    @Test
    @Timeout(120)
    void job_thatWasLeft_isAnsweredAfterTheStart() throws InterruptedException {
        awaitDone("left");
        get("/v1/jobs/left").then().body("images.done", equalTo(1)).body("images.total", equalTo(1));
    }

    @Test
    @Timeout(120)
    void listener_thatNeverEnds_holdsUpNoJob() throws InterruptedException {
        String listener = notify.webhookOrigins().orElseThrow().iterator().next();
        for (int i = 0; i < 6; i++) {
            submit(REQUEST + ", \"webhook\": \"" + listener + "/endless\"}");
        }
        awaitDone(submit(REQUEST + "}"));
    }

    private static String submit(String request) {
        return given().multiPart("image", PHOTO.toFile())
                .multiPart("request", request)
                .post("/v1/jobs")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
    }

    private static void awaitDone(String job) throws InterruptedException {
        while (!get("/v1/jobs/" + job)
                .then()
                .statusCode(200)
                .extract()
                .path("status")
                .equals("done")) {
            Thread.sleep(50);
        }
    }
}
