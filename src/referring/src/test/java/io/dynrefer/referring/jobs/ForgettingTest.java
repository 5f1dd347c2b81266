package io.dynrefer.referring.jobs;

import static io.dynrefer.referring.jobs.JobFlow.TWO_REGIONS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.dynrefer.referring.Encode;
import io.dynrefer.referring.EncodedImage;
import io.dynrefer.referring.PipelineFixture;
import io.dynrefer.referring.ReferRequest;
import io.dynrefer.region.ImageDigest;
import io.dynrefer.store.BlobKey;
import io.dynrefer.store.BlobStore;
import io.dynrefer.store.Json;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** A photo that is to be forgotten leaves nothing, whatever was going on with it. */
final class ForgettingTest {
    private static final EncodedImage PHOTO = PipelineFixture.photo();
    private static final ImageDigest IMAGE = PHOTO.digest();
    private static final EncodedImage OTHER = new EncodedImage(PipelineFixture.fixture("texture_640x427.png"));

    private final JobFlow flow = new JobFlow();
    private final BlobStore store = flow.pipeline.store;
    private final Forgetting forgetting = new Forgetting(store);

    private static ReferRequest about(EncodedImage image) {
        return JobRequest.read(("{" + TWO_REGIONS + "}").getBytes(UTF_8)).about(image);
    }

    private List<BlobKey> left() {
        return store.list("").stream()
                .filter(key -> !key.value().startsWith("forgotten/"))
                .toList();
    }

    private void nothingIsLeftOf(ImageDigest image) {
        assertThat(left()).noneMatch(key -> key.value().contains(image.hex()));
        assertThat(left())
                .allSatisfy(key -> assertThat(new String(store.find(key).orElseThrow(), UTF_8))
                        .as(key.value())
                        .doesNotContain(image.hex()));
    }

    @Test
    void forget_answeredAtOnce_leavesNothingAndSaysWhatWent() {
        flow.pipeline.refer(about(OTHER));
        List<BlobKey> before = left();
        flow.pipeline.refer(about(PHOTO));

        Forgetting.Removal removal = forgetting.forget(IMAGE);

        assertThat(left()).isEqualTo(before);
        assertThat(removal.removed()).containsKeys("images", "views", "embeddings", "representations", "answers");
        assertThat(removal.bytes()).isGreaterThan(PHOTO.bytes().length);
        assertThat(removal.jobs()).isEmpty();
        assertThat(forgetting.forget(IMAGE).removed()).isEmpty();
    }

    @Test
    void forget_jobs_goWithTheirPhoto() {
        JobId done = flow.upload("done", TWO_REGIONS);
        flow.run(done);
        JobId queued = flow.upload("queued", TWO_REGIONS);
        JobId other = flow.jobs.submit(JobRequest.read(("{" + TWO_REGIONS + "}").getBytes(UTF_8)), OTHER);
        flow.run(other);

        assertThat(forgetting.forget(IMAGE).jobs()).containsExactlyInAnyOrder(done, queued);

        nothingIsLeftOf(IMAGE);
        assertThat(flow.jobs.find(done).status()).isEqualTo(JobStatus.CANCELLED);
        assertThat(flow.jobs.find(other).status()).isEqualTo(JobStatus.DONE);
        flow.run(queued);
        nothingIsLeftOf(IMAGE);
        assertThat(flow.jobs.find(queued).status()).isEqualTo(JobStatus.CANCELLED);
    }

    @Test
    void forget_betweenSteps_staysGone() {
        JobId job = flow.upload("a", TWO_REGIONS);
        flow.uploaded(job);
        forgetting.forget(IMAGE);
        flow.encode(Attempt.LAST);
        flow.collect();

        nothingIsLeftOf(IMAGE);
        assertThat(flow.jobs.find(job).status()).isEqualTo(JobStatus.CANCELLED);
    }

    @Test
    void forget_whileAStepWorks_staysGoneWhenItEnds() {
        JobId job = flow.upload("a", TWO_REGIONS);
        flow.uploaded(job);
        Function<List<Encode.Request>, List<Encode.Response>> encoder = flow.encoder;
        flow.encoder = requests -> {
            List<Encode.Response> responses = encoder.apply(requests);
            forgetting.forget(IMAGE);
            return encoder.apply(requests).isEmpty() ? List.of() : responses;
        };
        flow.encode(Attempt.LAST);
        flow.collect();

        nothingIsLeftOf(IMAGE);
        assertThat(flow.jobs.find(job).status()).isEqualTo(JobStatus.CANCELLED);
    }

    @Test
    void forget_oneImageOfSeveral_leavesTheOthersAnswers() {
        JobId job = new JobId("both");
        store.putIfAbsent(JobKeys.namedImage(job, "one.png"), PHOTO.bytes());
        store.putIfAbsent(JobKeys.namedImage(job, "two.png"), OTHER.bytes());
        flow.putRequest(
                "both",
                "\"images\": [{\"id\": 1, \"file_name\": \"one.png\"}, {\"id\": 2, \"file_name\":"
                        + " \"two.png\"}], \"annotations\": [{\"id\": 1, \"image_id\": 1, \"bbox\": [60, 40, 100, 100]},"
                        + " {\"id\": 2, \"image_id\": 2, \"bbox\": [60, 40, 100, 100]}]");
        flow.uploaded(job);
        List.copyOf(flow.parts).forEach(message -> flow.uploaded(message.job()));
        flow.encode(Attempt.LAST);
        flow.collect();
        assertThat(flow.jobs.find(job).status()).isEqualTo(JobStatus.DONE);

        assertThat(forgetting.forget(IMAGE).jobs()).containsExactly(job);

        nothingIsLeftOf(IMAGE);
        JsonNode images = Json.read(store.find(JobKeys.answer(job)).orElseThrow(), JsonNode.class)
                .path("images");
        assertThat(images.path(0).path("error").path("message").textValue())
                .isEqualTo("The image 'one.png' was forgotten.");
        assertThat(images.path(1).path("answer").path("regions")).hasSize(1);
        assertThat(store.find(JobKeys.coco(job))).isPresent();
    }

    @Test
    void photo_sentAgainAfterwards_isAnsweredAndKept() {
        flow.pipeline.refer(about(PHOTO));
        forgetting.forget(IMAGE);

        assertThat(flow.pipeline.refer(about(PHOTO)).regions()).hasSize(2);
        assertThat(left()).isNotEmpty();
    }

    @Test
    void digest_thatIsNone_isRefused() {
        assertThatThrownBy(() -> new ImageDigest("../../etc")).hasMessageContaining("64 lower-case hex digits");
    }
}
