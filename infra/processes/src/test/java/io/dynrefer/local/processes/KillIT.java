package io.dynrefer.local.processes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills every process of the running system in turn, then all of them at once, then stops it with work to do and starts
 * it again; all the while jobs are handed in. Every job that was accepted is answered.
 */
@Tag("full")
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class KillIT {
    private static final Duration PATIENCE = Duration.ofMinutes(6);
    private static final int EACH = 3;

    @TempDir
    private Path folder = Path.of("");

    private final List<String> accepted = new ArrayList<>();
    private int refused;

    @Test
    void everyAcceptedJob_isAnswered_whateverIsKilled() throws Exception {
        String photo = Base64.getEncoder().encodeToString(TestSystem.photo());
        int killed = 0;
        try (Machine machine = TestSystem.start(folder, Map.of())) {
            Caller caller = new Caller(machine);
            for (ProcessHandle victim : children()) {
                handIn(caller, photo);
                assertThat(victim.destroyForcibly()).isTrue();
                killed++;
                handIn(caller, photo);
                awaitChildren();
            }
            handIn(caller, photo);
            List<ProcessHandle> all = children();
            all.forEach(ProcessHandle::destroyForcibly);
            killed += all.size();
            handIn(caller, photo);
            awaitAnswers(caller);
            handIn(caller, photo); // With these it is stopped.
        }
        try (Machine again = TestSystem.start(folder, Map.of())) {
            Caller caller = new Caller(again);
            awaitAnswers(caller);
            int done = 0;
            for (String job : accepted) {
                done += caller.status(job).path("status").asText().equals("done") ? 1 : 0;
            }
            say("processes killed " + killed + ", jobs accepted " + accepted.size() + ", not accepted " + refused
                    + ", answered " + done);
            assertThat(done).isEqualTo(accepted.size());
        }
        assertThat(killed).isGreaterThan(EACH * EACH);
    }

    private static List<ProcessHandle> children() {
        return ProcessHandle.current().children().filter(ProcessHandle::isAlive).toList();
    }

    /** Each process is back, or another in its place. */
    private static void awaitChildren() throws InterruptedException {
        int expected = 9; // views, uploads, collect, four decoders, encode, gateway
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (children().size() < expected) {
            assertThat(System.nanoTime()).as("every process is back").isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    /** Hands jobs in; a gateway that is away accepts none, which its caller notices. */
    private void handIn(Caller caller, String photo) throws InterruptedException {
        for (int i = 0; i < EACH; i++) {
            int x = accepted.size() + refused;
            String request = "{\"image\": \"" + photo + "\", \"tasks\": [\"tags\"], \"regions\": [{\"bbox\": ["
                    + x % 200 + ", 5, 200, 200]}]}";
            try {
                HttpResponse<String> response = caller.call("POST", "/v1/jobs", request);
                if (response.statusCode() == 202) {
                    accepted.add(response.body().replaceFirst(".*\"id\":\"([^\"]+)\".*", "$1"));
                } else {
                    refused++;
                }
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) { // Nobody listens.
                refused++;
            }
        }
    }

    private void awaitAnswers(Caller caller) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (String job : accepted) {
            while (!Files.exists(caller.object("answers/" + job + ".json"))) {
                assertThat(System.nanoTime())
                        .as("the job " + job + " is answered")
                        .isLessThan(deadline);
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
    }

    @SuppressWarnings("SystemOut")
    private static void say(String line) throws IOException {
        System.out.write(("KillIT: " + line + "\n").getBytes(UTF_8));
    }
}
