package io.dynrefer.referring.jobs;

import static io.dynrefer.referring.jobs.JobFlow.TWO_REGIONS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dynrefer.referring.DecodeFunction;
import io.dynrefer.referring.PipelineFixture;
import io.dynrefer.referring.PixelModel;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ModelCard;
import io.dynrefer.region.Task;
import io.dynrefer.store.BlobStore;
import io.dynrefer.store.Json;
import io.dynrefer.store.MemoryBlobStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * Releases of new weights and ways back to the old ones while jobs are under way. The parts of a system are replaced
 * one by one in any order, between any two deliveries; messages arrive in any order, and some of them twice.
 */
final class ReleaseTest {
    private static final int SEEDS = 50;
    private static final int JOBS = 5;
    private static final int DELIVERIES = 2_000;

    /** What is replaced by itself. */
    private enum Part {
        UPLOADS,
        ENCODE,
        DECODE,
        COLLECT
    }

    private final BlobStore store = new MemoryBlobStore();
    private final List<JobQueue.Message> toUploads = new ArrayList<>();
    private final List<JobQueue.Message> toEncode = new ArrayList<>();
    private final List<JobQueue.Message> toCollect = new ArrayList<>();
    private final Map<Part, Generation> live = new EnumMap<>(Part.class);
    private int putOff;

    private final Generation one = new Generation("1111111111111111", List.of("red", "green", "blue"), 0.3);
    private final Generation two = new Generation("2222222222222222", List.of("rouge", "vert", "bleu"), 0.4);

    /** All parts around one model. */
    private final class Generation {
        private final String id;
        private final List<String> tags;
        private final PipelineFixture steps;
        private final UploadsFunction uploads;
        private final EncodeJobs encode;
        private final CollectFunction collect;

        Generation(String id, List<String> tags, double threshold) {
            this.id = id;
            this.tags = tags;
            ModelCard card = new ModelCard(id, id, "pixels", 3, 8, false, threshold, null);
            steps = new PipelineFixture(card, new PixelModel(id + "-fp32", tags), store);
            uploads = new UploadsFunction(
                    store,
                    steps.gateway.reception(),
                    steps::findViews,
                    new WebhookOrigins(Set.of()),
                    toUploads::add,
                    toEncode::add,
                    (notice, webhook) -> CompletableFuture.completedStage(null));
            encode = new EncodeJobs(store, steps.encode::handleAll, toCollect::add, 4, (job, failure) -> {});
            collect = new CollectFunction(
                    store,
                    steps.gateway.reception(),
                    request -> CompletableFuture.completedStage(
                            decoder(request.question().task()).handle(request)),
                    job -> {
                        putOff++;
                        toUploads.add(new JobQueue.Message(job));
                    },
                    (notice, webhook) -> CompletableFuture.completedStage(null));
        }

        private DecodeFunction decoder(Task task) {
            return Objects.requireNonNull(at(Part.DECODE).steps.decode.get(task));
        }
    }

    private Generation at(Part part) {
        return Objects.requireNonNull(live.get(part));
    }

    @Test
    void jobs_areAnsweredByOneModelWholly_whateverIsReplacedBetween() {
        int answered = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            Arrays.stream(Part.values()).forEach(part -> live.put(part, one));
            Set<JobId> jobs = handIn(seed, random.nextBoolean() ? two : one, random);
            for (JobId job : jobs) {
                assertWhole(job);
                answered++;
            }
        }
        assertThat(answered).isEqualTo(SEEDS * JOBS);
        assertThat(putOff).as("releases that overtook a job").isPositive();
    }

    /** Hands jobs in while every part is replaced, twice where the way leads back, and delivers until all are over. */
    private Set<JobId> handIn(int seed, Generation last, Random random) {
        List<Runnable> events = new ArrayList<>();
        Set<JobId> jobs = new LinkedHashSet<>();
        events.addAll(release(two, random));
        for (int i = 0; i < JOBS; i++) {
            JobId job = new JobId("job-" + seed + "-" + i);
            events.add(random.nextInt(events.size() + 1), () -> {
                upload(job);
                jobs.add(job);
            });
        }
        if (last.equals(one)) {
            events.addAll(release(one, random));
        }
        for (int delivery = 0; delivery < DELIVERIES && !(events.isEmpty() && isQuiet()); delivery++) {
            if (!events.isEmpty() && random.nextInt(4) == 0) {
                events.remove(0).run();
            } else {
                deliver(random);
            }
        }
        assertThat(isQuiet()).as("the queues of seed " + seed + " are empty").isTrue();
        return jobs;
    }

    private List<Runnable> release(Generation next, Random random) {
        List<Part> parts = Arrays.asList(Part.values());
        Collections.shuffle(parts, random);
        return parts.stream().<Runnable>map(part -> () -> live.put(part, next)).toList();
    }

    private void upload(JobId job) {
        store.putIfAbsent(JobKeys.image(job, "png"), PipelineFixture.photo().bytes());
        store.putIfAbsent(JobKeys.request(job), ("{" + TWO_REGIONS + ", \"tasks\": [\"tags\"]}").getBytes(UTF_8));
        toUploads.add(new JobQueue.Message(job));
    }

    private boolean isQuiet() {
        return toUploads.isEmpty() && toEncode.isEmpty() && toCollect.isEmpty();
    }

    /** Delivers one message of one queue; one that fails stays. */
    private void deliver(Random random) {
        switch (random.nextInt(3)) {
            case 0 -> deliver(toUploads, random, job -> at(Part.UPLOADS).uploads.handle(job, Attempt.MORE_TO_COME));
            case 1 ->
                deliver(
                        toEncode,
                        random,
                        job -> assertThat(at(Part.ENCODE).encode.handle(Map.of(job, Attempt.MORE_TO_COME), () -> false))
                                .contains(job));
            default ->
                deliver(toCollect, random, job -> at(Part.COLLECT).collect.handle(job, Attempt.MORE_TO_COME));
        }
    }

    private static void deliver(List<JobQueue.Message> queue, Random random, Consumer<JobId> step) {
        if (queue.isEmpty()) {
            return;
        }
        JobQueue.Message message = queue.get(random.nextInt(queue.size()));
        try {
            step.accept(message.job());
        } catch (DynReferException e) {
            assertThat(e.code().retryable()).as(e.getMessage()).isTrue();
            return;
        }
        if (random.nextInt(8) > 0) {
            queue.remove(message);
        }
    }

    private void assertWhole(JobId job) {
        JsonNode answer = Json.read(store.find(JobKeys.answer(job)).orElseThrow(), JsonNode.class);
        assertThat(answer.has("code")).as(answer.toString()).isFalse();
        Generation by = answer.path("model").path("id").asText().equals(one.id) ? one : two;
        answer.path("regions")
                .forEach(region -> assertThat(region.path("tags").findValuesAsText("name"))
                        .as(answer.toString())
                        .isNotEmpty()
                        .allMatch(by.tags::contains));
    }
}
