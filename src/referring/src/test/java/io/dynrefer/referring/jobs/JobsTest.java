package io.dynrefer.referring.jobs;

import static io.dynrefer.referring.jobs.JobFlow.TWO_REGIONS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynrefer.referring.EncodedImage;
import io.dynrefer.referring.PipelineFixture;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JobsTest {
    private final JobFlow flow = new JobFlow();

    private static JobRequest request(String members) {
        return JobRequest.read(("{" + members + "}").getBytes(UTF_8));
    }

    @Test
    void job_goesFromQueuedToDone() {
        JobId job = flow.jobs.submit(request(TWO_REGIONS), PipelineFixture.photo());
        assertThat(flow.jobs.find(job).status()).isEqualTo(JobStatus.QUEUED);
        flow.uploaded(job);
        assertThat(flow.jobs.find(job).status()).isEqualTo(JobStatus.RUNNING);
        flow.encode(Attempt.MORE_TO_COME);
        assertThat(flow.jobs.find(job).status()).isEqualTo(JobStatus.RUNNING);
        flow.collect();

        Jobs.Job done = flow.jobs.find(job);
        assertThat(done.status()).isEqualTo(JobStatus.DONE);
        assertThat(done.answer()).isEqualTo(flow.answer(job));
    }

    @Test
    void cancel_stopsTheNextStep_whicheverThatIs() {
        for (int steps = 0; steps < 3; steps++) {
            JobFlow other = new JobFlow();
            JobId job = other.jobs.submit(request(TWO_REGIONS), PipelineFixture.photo());
            if (steps > 0) {
                other.uploaded(job);
            }
            if (steps > 1) {
                other.encode(Attempt.MORE_TO_COME);
            }
            assertThat(other.jobs.cancel(job).status()).isEqualTo(JobStatus.CANCELLED);
            other.run(job);

            assertThat(other.answered(job)).isFalse();
            assertThat(other.told).isEmpty();
            assertThat(other.jobs.find(job).status()).isEqualTo(JobStatus.CANCELLED);
        }
    }

    @Test
    void cancel_ofAnAnsweredJob_changesNothing() {
        JobId job = flow.jobs.submit(request(TWO_REGIONS), PipelineFixture.photo());
        flow.run(job);

        assertThat(flow.jobs.cancel(job).status()).isEqualTo(JobStatus.DONE);
    }

    @Test
    void submit_refusesWhatTheApiRefuses_andStoresNothing() {
        EncodedImage photo = PipelineFixture.photo();

        assertThatThrownBy(() -> flow.jobs.submit(request("\"regions\": [{\"bbox\": [900, 0, 9, 9]}]"), photo))
                .isInstanceOfSatisfying(
                        DynReferException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.REGION_OUTSIDE_IMAGE));
        assertThatThrownBy(() -> flow.jobs.submit(request(TWO_REGIONS), new EncodedImage(new byte[] {1, 2, 3})))
                .isInstanceOf(DynReferException.class);
        assertThatThrownBy(() ->
                        flow.jobs.submit(request(TWO_REGIONS + ", \"webhook\": \"http://hooks.example.com/\""), photo))
                .isInstanceOfSatisfying(
                        DynReferException.class, e -> assertThat(e.field()).contains("webhook"));
        assertThat(flow.pipeline.store.list("")).isEmpty();
    }

    @Test
    void find_ofAnUnknownJob_isNotFound() {
        assertThatThrownBy(() -> flow.jobs.find(new JobId("nobody")))
                .isInstanceOfSatisfying(
                        DynReferException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "a.b", "..", "a b", "ä", "a.0", "a~2", "a~2f", "a~41", "a~FF"})
    void jobId_isAPlainWord(String name) {
        assertThatThrownBy(() -> JobId.named(name)).isInstanceOf(DynReferException.class);
    }

    @ParameterizedTest
    @CsvSource({"my photos, my~20photos", "Größe, Gr~C3~B6~C3~9Fe", "a.b+2, a~2Eb~2B2", "50%~, 50~25~7E"})
    void uploadedBy_aFolderOfAnyName_namesAJobThatFindsItAgain(String folder, String id) {
        JobId job = JobKeys.uploadedBy("", "uploads/" + folder + "/image.jpg").orElseThrow();

        assertThat(job).isEqualTo(JobId.named(id));
        assertThat(JobKeys.image(job, "jpg").value()).isEqualTo("uploads/" + folder + "/image.jpg");
        assertThat(JobKeys.jobOf(JobKeys.request(job))).contains(job);
        assertThat(JobKeys.jobOf(JobKeys.answer(job))).contains(job);
        assertThat(job.next().part(3).folder()).isEqualTo(folder);
    }

    @Test
    void uploadedBy_namesTheJobOfWhatLiesUnderIt() {
        assertThat(JobKeys.uploadedBy("", "uploads/a/image.jpg")).contains(new JobId("a"));
        assertThat(JobKeys.uploadedBy("", "uploads/a/request.json")).contains(new JobId("a"));
        assertThat(JobKeys.uploadedBy("prod/", "prod/uploads/a/request.json")).contains(new JobId("a"));
        assertThat(JobKeys.uploadedBy("prod/", "uploads/a/request.json")).isEmpty();
        assertThat(JobKeys.uploadedBy("", "uploads/a/val2017/000000000139.jpg")).contains(new JobId("a"));
        assertThat(JobKeys.uploadedBy("", "uploads/a/")).isEmpty();
        assertThat(JobKeys.uploadedBy("", "uploads/a")).contains(new JobId("a"));
        assertThat(JobKeys.uploadedBy("", "uploads/" + "a".repeat(65) + "/image.jpg"))
                .isEmpty();
        assertThat(JobKeys.uploadedBy("", "answers/a.json")).isEmpty();
    }

    @Test
    void document_readsBackAsTheSameRequest() {
        String members = TWO_REGIONS
                + ", \"tasks\": [\"tags\"], \"views\": [0, 0.5, 1], \"vocabulary\": [\"cat\"], \"controls\": [\"cat\"],"
                + " \"tag_threshold\": 0.4, \"top_k\": 2, \"caption\": {\"beams\": 2},"
                + " \"webhook\": \"https://hooks.example.com/a\"";
        JobRequest sent = request(members + ", \"image\": \"AAAA\"");

        assertThat(JobRequest.read(sent.document())).isEqualTo(request(members));
    }

    @Test
    void webhooks_areAllowedByTheirWholeOrigin() {
        WebhookOrigins origins = new WebhookOrigins(Set.of("https://hooks.example.com"));

        assertThat(origins.allows(URI.create("https://hooks.example.com/any/path?x=1")))
                .isTrue();
        for (String other : new String[] {
            "http://hooks.example.com/",
            "https://hooks.example.com:444/",
            "https://hooks.example.com.evil.example/",
            "https://hooks.example.com@evil.example/",
            "https://me@hooks.example.com/",
            "file:///etc/passwd",
            "mailto:hooks.example.com"
        }) {
            assertThat(origins.allows(URI.create(other))).as(other).isFalse();
        }
    }

    // ---------------------------------------------------------------- keys, replay, dead letters

    @Test
    void sameKeyAndQuestion_areTheSameJob_andAnotherQuestionIsRefused() {
        JobId job = flow.jobs.submit(request(TWO_REGIONS), PipelineFixture.photo(), "order 7");

        assertThat(flow.jobs.submit(request(TWO_REGIONS), PipelineFixture.photo(), "order 7"))
                .isEqualTo(job);
        assertThat(flow.jobs.submit(request(TWO_REGIONS), PipelineFixture.photo(), "order 8"))
                .isNotEqualTo(job);
        assertThatThrownBy(() -> flow.jobs.submit(
                        request("\"regions\": [{\"bbox\": [60, 40, 190, 160]}]"), PipelineFixture.photo(), "order 7"))
                .isInstanceOfSatisfying(
                        DynReferException.class, e -> assertThat(e.field()).contains(Jobs.IDEMPOTENCY_KEY));
        assertThatThrownBy(() -> flow.jobs.submit(request(TWO_REGIONS), PipelineFixture.photo(), " "))
                .hasMessageContaining("UUID");
    }

    @Test
    void failedJob_isReplayedAsItsNextGeneration_andFoundUnderItsName() {
        JobId job = flow.jobs.submit(request(TWO_REGIONS), PipelineFixture.photo());
        new GiveUpFunction(flow.pipeline.store, flow.notifier()).handle(job);
        assertThat(flow.jobs.find(job).status()).isEqualTo(JobStatus.FAILED);
        assertThat(flow.told).containsExactly(job + " failed");

        JobId next = flow.jobs.replay(job);
        assertThat(next).isEqualTo(new JobId(job + "+2"));
        assertThat(JobKeys.uploadedBy("", JobKeys.replay(next).value())).contains(next);
        assertThat(flow.jobs.find(job).status()).isEqualTo(JobStatus.QUEUED);
        flow.run(next);

        Jobs.Job done = flow.jobs.find(job);
        assertThat(done.id()).isEqualTo(job);
        assertThat(done.status()).isEqualTo(JobStatus.DONE);
        assertThat(done.answer()).isEqualTo(flow.answer(next));
        assertThat(flow.told).containsExactly(job + " failed", job + " done");
    }

    @Test
    void onlyAFailedJob_isReplayed() {
        JobId job = flow.jobs.submit(request(TWO_REGIONS), PipelineFixture.photo());
        assertThatThrownBy(() -> flow.jobs.replay(job)).hasMessageContaining("queued");
        flow.run(new JobId(job + "+2")); // Somebody uploaded replay-2.json for it all the same.
        assertThat(flow.answered(new JobId(job + "+2"))).isFalse();
        flow.run(job);
        assertThatThrownBy(() -> flow.jobs.replay(job)).hasMessageContaining("done");
    }

    @Test
    void givingUp_leavesAnAnswerAsItIs() {
        JobId job = flow.jobs.submit(request(TWO_REGIONS), PipelineFixture.photo());
        flow.run(job);
        new GiveUpFunction(flow.pipeline.store, flow.notifier()).handle(job);

        assertThat(flow.jobs.find(job).status()).isEqualTo(JobStatus.DONE);
        assertThat(flow.told).hasSize(1);
    }
}
