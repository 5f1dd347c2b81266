package io.dynrefer.referring.jobs;

import static io.dynrefer.referring.jobs.JobFlow.TWO_REGIONS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dynrefer.referring.PipelineFixture;
import io.dynrefer.referring.PixelModel;
import io.dynrefer.store.BlobStore;
import io.dynrefer.store.Json;
import io.dynrefer.store.MemoryBlobStore;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * One job kills whoever works on it, at every attempt or at some, at any call of any step; others are beside it in
 * every queue. Queues deliver as SQS does: any order, some messages twice, dead letters after five receipts.
 */
final class FaultsTest {
    private static final int SEEDS = 100; // of each end
    private static final int NEIGHBOURS = 4;
    private static final int MOST_CALLS = 16;
    private static final int ATTEMPTS = 5;
    private static final int DELIVERIES = 5_000;

    private enum Step {
        UPLOADS,
        ENCODE,
        COLLECT
    }

    private int accepted;
    private int done;
    private int failed;
    private int replayed;
    private int struck;

    @ParameterizedTest
    @EnumSource
    void everyJob_hasOneAnswer_andReplayAnswersTheKiller(MortalStore.End end) {
        for (int seed = 0; seed < SEEDS; seed++) {
            new Run(new Random(seed), end).run();
        }
        assertThat(done + failed).isEqualTo(accepted);
        assertThat(replayed).isEqualTo(failed);
        assertThat(struck).isGreaterThan(SEEDS);
        assertThat(failed).isPositive();
    }

    @AfterEach
    @SuppressWarnings("SystemOut")
    void say() {
        System.out.println("FaultsTest: processes struck " + struck + ", jobs accepted " + accepted + ", answered "
                + done + ", failed " + failed + ", of them answered by replay " + replayed);
    }

    /** One system with one job that kills. */
    private final class Run {
        private final Random random;
        private final JobId killer = new JobId("killer");
        private final Step faulty;
        private final boolean always;
        private final BlobStore store = new MemoryBlobStore();
        private final MortalStore mortal;
        private final Map<Step, List<Letter>> queues = new EnumMap<>(Step.class);
        private final Map<JobId, Set<JobStatus>> told = new LinkedHashMap<>();
        private final UploadsFunction uploads;
        private final EncodeJobs encode;
        private final CollectFunction collect;
        private boolean isOver;

        Run(Random random, MortalStore.End end) {
            this.random = random;
            faulty = Step.values()[random.nextInt(Step.values().length)];
            always = random.nextInt(3) > 0;
            mortal = new MortalStore(
                    store, new MortalStore.Fault(killer, end, 1 + random.nextInt(MOST_CALLS), random.nextBoolean()));
            for (Step step : Step.values()) {
                queues.put(step, new ArrayList<>());
            }
            PipelineFixture steps = new PipelineFixture(PipelineFixture.CARD, new PixelModel(), mortal);
            uploads = new UploadsFunction(
                    mortal,
                    steps.gateway.reception(),
                    steps::findViews,
                    new WebhookOrigins(Set.of()),
                    message -> send(Step.UPLOADS, message.job()),
                    message -> send(Step.ENCODE, message.job()),
                    this::tell);
            encode = new EncodeJobs(
                    mortal,
                    steps.encode::handleAll,
                    message -> send(Step.COLLECT, message.job()),
                    2,
                    (job, failure) -> {});
            collect = new CollectFunction(
                    mortal,
                    steps.gateway.reception(),
                    request -> CompletableFuture.completedStage(Objects.requireNonNull(
                                    steps.decode.get(request.question().task()))
                            .handle(request)),
                    job -> send(Step.UPLOADS, job),
                    this::tell);
        }

        private List<Letter> queue(Step step) {
            return Objects.requireNonNull(queues.get(step));
        }

        private void send(Step step, JobId job) {
            if (mortal.isDead()) {
                throw new MortalStore.Killed();
            }
            queue(step).add(new Letter(job));
        }

        private CompletionStage<Void> tell(JobNotifier.Notice notice, Object webhook) {
            if (mortal.isDead()) {
                throw new MortalStore.Killed();
            }
            told.computeIfAbsent(notice.job(), job -> new LinkedHashSet<>()).add(notice.status());
            return CompletableFuture.completedStage(null);
        }

        void run() {
            List<JobId> jobs = new ArrayList<>(List.of(killer));
            for (int i = 0; i < NEIGHBOURS; i++) {
                jobs.add(new JobId("neighbour-" + i));
            }
            jobs.forEach(this::upload);
            deliverAll();
            struck += mortal.struck();
            for (JobId job : jobs) {
                accepted++;
                JobStatus status = status(job);
                assertThat(told.get(job)).as(job + " is told its answer").containsExactly(status);
                if (status == JobStatus.DONE) {
                    done++;
                } else {
                    assertThat(job)
                            .as("a killer in " + faulty + " fails no neighbour")
                            .isEqualTo(killer);
                    failed++;
                    replay(job);
                }
            }
        }

        private void upload(JobId job) {
            store.putIfAbsent(JobKeys.image(job, "png"), PipelineFixture.photo().bytes());
            store.putIfAbsent(JobKeys.request(job), ("{" + TWO_REGIONS + ", \"tasks\": [\"tags\"]}").getBytes(UTF_8));
            queue(Step.UPLOADS).add(new Letter(job));
        }

        private JobStatus status(JobId job) {
            return JobAnswers.status(Json.read(store.find(JobKeys.answer(job)).orElseThrow(), JsonNode.class));
        }

        /** What killed is mended: the next generation is answered. */
        private void replay(JobId job) {
            isOver = true;
            JobId next = job.next();
            store.putIfAbsent(JobKeys.replay(next), JobKeys.marker());
            queue(Step.UPLOADS).add(new Letter(next));
            deliverAll();
            assertThat(status(next)).isEqualTo(JobStatus.DONE);
            replayed++;
        }

        private void deliverAll() {
            for (int i = 0; i < DELIVERIES; i++) {
                List<Step> waiting = queues.entrySet().stream()
                        .filter(queue -> !queue.getValue().isEmpty())
                        .map(Map.Entry::getKey)
                        .toList();
                if (waiting.isEmpty()) {
                    return;
                }
                deliver(waiting.get(random.nextInt(waiting.size())));
            }
            throw new AssertionError("messages go round: " + queues);
        }

        private void deliver(Step step) {
            List<Letter> batch = batch(step);
            mortal.begin(false);
            batch.forEach(letter -> letter.received++);
            List<Letter> spent =
                    batch.stream().filter(letter -> letter.received > ATTEMPTS).toList();
            spent.forEach(letter -> giveUp(step, letter));
            batch.removeAll(spent);
            if (!batch.isEmpty()) {
                mortal.begin(step == faulty && !isOver && (always || random.nextBoolean()));
                boolean twice = random.nextInt(10) == 0; // no message for ever
                work(step, batch, through -> {
                    batch.stream()
                            .filter(letter -> through.contains(letter.job) && !mortal.isDead())
                            .filter(letter -> !twice || letter.received > 2)
                            .forEach(queue(step)::remove);
                });
            }
        }

        /** Functions take one message at a time, the encoder up to three here. */
        private List<Letter> batch(Step step) {
            List<Letter> waiting = queue(step);
            List<Letter> batch = new ArrayList<>();
            int most = step == Step.ENCODE ? 3 : 1;
            int first = random.nextInt(waiting.size());
            for (int i = 0; i < Math.min(most, waiting.size()); i++) {
                batch.add(waiting.get((first + i) % waiting.size()));
            }
            return batch;
        }

        private void work(Step step, List<Letter> batch, Consumer<Set<JobId>> through) {
            try {
                JobId job = batch.get(0).job;
                Attempt attempt = Attempt.of(batch.get(0).received, ATTEMPTS);
                switch (step) {
                    case UPLOADS -> {
                        uploads.handle(job, attempt);
                        through.accept(Set.of(job));
                    }
                    case COLLECT -> {
                        collect.handle(job, attempt);
                        through.accept(Set.of(job));
                    }
                    case ENCODE -> {
                        Map<JobId, Attempt> attempts = new LinkedHashMap<>();
                        batch.forEach(letter -> attempts.merge(
                                letter.job,
                                Attempt.of(letter.received, ATTEMPTS),
                                (one, other) -> one.compareTo(other) > 0 ? one : other));
                        encode.handle(attempts, () -> false, through);
                    }
                }
            } catch (RuntimeException | Error e) { // The message comes back.
                assertThat(e).isNotInstanceOf(AssertionError.class);
            }
        }

        private void giveUp(Step step, Letter letter) {
            queue(step).remove(letter);
            new GiveUpFunction(store, this::tell).handle(letter.job);
        }
    }

    /** A message, by identity. */
    private static final class Letter {
        private final JobId job;
        private int received;

        Letter(JobId job) {
            this.job = job;
        }

        @Override
        public String toString() {
            return job + " received " + received;
        }
    }
}
