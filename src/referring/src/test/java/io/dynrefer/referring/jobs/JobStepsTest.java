package io.dynrefer.referring.jobs;

import static io.dynrefer.referring.jobs.JobFlow.TWO_REGIONS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dynrefer.referring.PipelineFixture;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.store.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A job's way through its steps, whatever the order and the number of deliveries. */
final class JobStepsTest {
    private final JobFlow flow = new JobFlow();

    @Test
    void answer_isThatOfTheGateway() {
        JobId job = flow.upload("a", TWO_REGIONS);
        flow.run(job);

        JsonNode direct = Json.read(
                Json.write(new JobFlow()
                        .pipeline.refer(JobRequest.read(("{" + TWO_REGIONS + "}").getBytes(UTF_8))
                                .about(PipelineFixture.photo()))),
                JsonNode.class);
        assertThat(withoutTimings(flow.answer(job))).isEqualTo(withoutTimings(direct));
        JsonNode coco = Json.read(flow.pipeline.store.find(JobKeys.coco(job)).orElseThrow(), JsonNode.class);
        assertThat(coco.path("images").path(0).path("file_name").textValue()).isEqualTo("a.png");
        assertThat(coco.path("annotations")).hasSize(2);
        assertThat(flow.told).containsExactly("a done");
    }

    @Test
    void job_decodesItsImageOnce_howeverOftenItIsAskedAbout() {
        flow.run(flow.upload("a", TWO_REGIONS));
        assertThat(flow.pipeline.imagesDecoded).hasValue(1);

        JobId handedIn =
                flow.jobs.submit(JobRequest.read(("{" + TWO_REGIONS + "}").getBytes(UTF_8)), PipelineFixture.photo());
        flow.run(handedIn);
        assertThat(flow.answered(handedIn)).isTrue();
        assertThat(flow.pipeline.imagesDecoded).hasValue(1);
    }

    private static JsonNode withoutTimings(JsonNode answer) {
        return ((ObjectNode) answer).without("timings_ms");
    }

    @Test
    void upload_isCompleteWithItsSecondObject_whicheverThatIs() {
        JobId imageFirst = flow.putImage("a");
        flow.uploaded(imageFirst);
        JobId requestFirst = flow.putRequest("b", TWO_REGIONS);
        flow.uploaded(requestFirst);
        assertThat(flow.toEncode).isEmpty();

        flow.uploaded(flow.putRequest("a", TWO_REGIONS));
        flow.uploaded(flow.putImage("b"));
        assertThat(flow.toEncode).extracting(JobQueue.Message::job).containsExactly(imageFirst, requestFirst);
    }

    @Test
    void deliveries_repeatedAtEveryStep_computeOnceAndTellOnce() {
        JobId job = flow.upload("a", TWO_REGIONS);
        for (int delivery = 0; delivery < 3; delivery++) {
            flow.uploaded(job);
        }
        flow.encode(Attempt.MORE_TO_COME);
        int crops = flow.pipeline.model.cropsEncoded.get();
        flow.encode.handle(Map.of(job, Attempt.MORE_TO_COME), () -> false);
        assertThat(flow.toCollect).hasSize(2);
        flow.collect();
        byte[] answer = flow.pipeline.store.find(JobKeys.answer(job)).orElseThrow();
        flow.collect.handle(job, Attempt.LAST);
        flow.uploaded(job);
        assertThat(flow.encode(Attempt.LAST)).isEmpty();

        assertThat(flow.pipeline.model.cropsEncoded).hasValue(crops);
        assertThat(flow.pipeline.store.find(JobKeys.answer(job))).contains(answer);
        assertThat(flow.told).containsExactly("a done");
        assertThat(flow.toCollect).isEmpty();
    }

    @Test
    void encode_severalJobs_shareForwardPassesAndCrops() {
        flow.uploaded(flow.upload("a", TWO_REGIONS + ", \"tasks\": [\"tags\"]"));
        flow.uploaded(flow.upload("b", TWO_REGIONS + ", \"tasks\": [\"tags\", \"category\"]"));

        flow.encode(Attempt.MORE_TO_COME);
        flow.collect();

        JsonNode first = flow.answer(new JobId("a")).path("cache");
        JsonNode second = flow.answer(new JobId("b")).path("cache");
        // As if one had been asked after the other.
        JobFlow alone = new JobFlow();
        alone.run(alone.upload("a", TWO_REGIONS + ", \"tasks\": [\"tags\"]"));
        alone.run(alone.upload("b", TWO_REGIONS + ", \"tasks\": [\"tags\", \"category\"]"));
        assertThat(first).isEqualTo(alone.answer(new JobId("a")).path("cache"));
        assertThat(second).isEqualTo(alone.answer(new JobId("b")).path("cache"));
        assertThat(flow.pipeline.model.cropsEncoded).hasValue(alone.pipeline.model.cropsEncoded.get());
    }

    @Test
    void encode_oneJobFails_itsNeighboursGoOn() {
        JobId bad = flow.upload("bad", TWO_REGIONS + ", \"tasks\": [\"tags\"]");
        JobId good = flow.upload("good", TWO_REGIONS + ", \"tasks\": [\"caption\"]");
        flow.uploaded(bad);
        flow.uploaded(good);
        var works = flow.encoder;
        flow.encoder = requests -> {
            if (requests.contains(JobState.plan(flow.pipeline.store, bad).encode())) {
                throw new IllegalStateException("out of memory");
            }
            return works.apply(requests);
        };

        assertThat(flow.encode(Attempt.MORE_TO_COME)).containsExactly(good);
        flow.collect();
        assertThat(flow.answered(good)).isTrue();
        assertThat(flow.answered(bad)).isFalse();
        assertThat(flow.logged).hasSize(1);

        assertThat(flow.encode.handle(Map.of(bad, Attempt.LAST), () -> false)).isEmpty();
        flow.collect();
        assertThat(flow.answer(bad).path("code").textValue()).isEqualTo("internal");
        assertThat(flow.told).containsExactly("good done", "bad failed");
    }

    @Test
    void encode_stopped_leavesTheRestForAnother() {
        JobId job = flow.upload("a", TWO_REGIONS);
        flow.uploaded(job);

        assertThat(flow.encode.handle(Map.of(job, Attempt.MORE_TO_COME), () -> true))
                .isEmpty();
        assertThat(flow.pipeline.model.cropsEncoded).hasValue(0);
        assertThat(flow.toCollect).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "not json at all | invalid_request",
                "\"tasks\": [\"smell\"], \"regions\": [{\"bbox\": [1, 1, 9, 9]}] | invalid_request",
                "\"regions\": [{\"bbox\": [900, 0, 9, 9]}] | region_outside_image",
                "\"regions\": [{\"bbox\": [1, 1, 9, 9]}], \"image\": \"AAAA\" | invalid_request",
                "\"regions\": [{\"bbox\": [1, 1, 9, 9]}], \"webhook\": \"https://elsewhere.example/\" | invalid_request",
            })
    void badUpload_endsAsAProblemAtOnce(String members, String code) {
        JobId job = flow.upload("a", members);
        flow.uploaded(job);

        assertThat(flow.answer(job).path("code").textValue()).isEqualTo(code);
        assertThat(flow.answer(job).path("job").textValue()).isEqualTo("a");
        assertThat(flow.toEncode).isEmpty();
        assertThat(flow.jobs.find(job).status()).isEqualTo(JobStatus.FAILED);
    }

    @Test
    void upload_ofTwoImages_isRefused() {
        JobId job = flow.upload("a", TWO_REGIONS);
        flow.pipeline.store.putIfAbsent(JobKeys.image(job, "jpg"), new byte[] {1});
        flow.uploaded(job);

        assertThat(flow.answer(job).path("field").textValue()).isEqualTo("image");
    }

    @Test
    void error_isTheJobsAnswerAsAnExceptionIs() {
        JobId job = flow.upload("a", TWO_REGIONS);
        flow.uploaded(job);
        flow.encoder = requests -> {
            throw new OutOfMemoryError("Java heap space");
        };
        flow.encode(Attempt.MORE_TO_COME);
        assertThat(flow.logged).hasOnlyElementsOfType(OutOfMemoryError.class);
        assertThat(flow.answered(job)).isFalse();

        flow.encode.handle(Map.of(job, Attempt.LAST), () -> false);
        flow.collect();
        assertThat(flow.answer(job).path("code").textValue()).isEqualTo("over_capacity");
        assertThat(flow.answer(job).path("retryable").booleanValue()).isTrue();
    }

    @Test
    void listener_thatIsAway_isToldWithTheNextDelivery() {
        JobId job = flow.upload("a", TWO_REGIONS + ", \"webhook\": \"https://hooks.example.com/x?y=1\"");
        flow.uploaded(job);
        flow.encode(Attempt.MORE_TO_COME);
        flow.listenerIsAway = true;
        assertThatThrownBy(flow::collect).isInstanceOf(DynReferException.class);
        assertThat(flow.answered(job)).isTrue();

        flow.listenerIsAway = false;
        flow.collect.handle(job, Attempt.MORE_TO_COME);
        assertThat(flow.told).containsExactly("a done https://hooks.example.com/x?y=1");
    }

    @Test
    void stepThatRunsOutOfMemory_isAnsweredAsOneThatMaySucceedLater() {
        JobId job = flow.upload("a", TWO_REGIONS);
        flow.uploaded(job);
        flow.encoder = requests -> {
            throw new OutOfMemoryError("as on a small machine");
        };

        assertThat(flow.encode(Attempt.LAST)).isEmpty();
        flow.collect();

        assertThat(flow.answer(job).path("code").textValue()).isEqualTo("over_capacity");
        assertThat(flow.answer(job).path("retryable").booleanValue()).isTrue();
    }

    @Test
    void lostStep_isAnsweredWithTheLastDelivery() {
        JobId job = flow.upload("a", TWO_REGIONS);

        assertThatThrownBy(() -> flow.collect.handle(job, Attempt.MORE_TO_COME))
                .isInstanceOfSatisfying(
                        DynReferException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INTERNAL));
        assertThat(flow.answered(job)).isFalse();
        assertThatThrownBy(() -> flow.collect.handle(job, Attempt.LAST)).isInstanceOf(DynReferException.class);
        assertThat(flow.answer(job).path("code").textValue()).isEqualTo("internal");
    }

    @Test
    void jobsThatSomebodyMayHaveDiedOf_areEncodedAlone_lastIfTheyWereTriedBefore() {
        List<Integer> groups = new ArrayList<>();
        flow.encoder = requests -> {
            groups.add(requests.size());
            return flow.pipeline.encode.handleAll(requests);
        };
        Map<JobId, Attempt> attempts = new LinkedHashMap<>();
        for (Attempt attempt : List.of(Attempt.AGAIN, Attempt.MORE_TO_COME, Attempt.LAST, Attempt.MORE_TO_COME)) {
            JobId job = flow.putImage("job-" + attempts.size());
            flow.putRequest(job.value(), "\"tasks\": [\"tags\"], \"regions\": [{\"bbox\": [60, 40, 190, 160]}]");
            flow.uploaded(job);
            attempts.put(job, attempt);
        }

        JobId tried = new JobId("job-0");
        flow.pipeline.store.putIfAbsent(JobKeys.tried(tried), JobKeys.marker());

        assertThat(flow.encode.handle(attempts, () -> false))
                .extracting(JobId::value)
                .containsExactly("job-2", "job-1", "job-3", "job-0");
        assertThat(groups).containsExactly(1, 2, 1);
    }

    @Test
    void uploadThatChangesMeanwhile_isAnsweredAsItWas() {
        JobId job =
                flow.jobs.submit(JobRequest.read(("{" + TWO_REGIONS + "}").getBytes(UTF_8)), PipelineFixture.photo());
        flow.uploaded(job);
        flow.encode(Attempt.MORE_TO_COME);
        JobFlow unchanged = new JobFlow();
        JobId same = unchanged.jobs.submit(
                JobRequest.read(("{" + TWO_REGIONS + "}").getBytes(UTF_8)), PipelineFixture.photo());
        unchanged.run(same);

        // Beside the image appears another, which a step that looked again would refuse.
        flow.pipeline.store.putIfAbsent(JobKeys.image(job, "jpeg"), new byte[] {1});
        flow.collect();

        assertThat(flow.answer(job).path("regions"))
                .isEqualTo(unchanged.answer(same).path("regions"));
    }
}
