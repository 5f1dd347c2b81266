package io.dynrefer.referring.jobs;

import io.dynrefer.referring.Encode;
import io.dynrefer.referring.Outcome;
import io.dynrefer.region.DynReferException;
import io.dynrefer.store.BlobStore;
import io.dynrefer.store.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The middle step of jobs: encodes what several of them ask for in shared batches, notes where it is, and sends each
 * job on to be collected.
 */
public final class EncodeJobs {
    private final BlobStore store;
    private final Function<List<Encode.Request>, List<Encode.Response>> encoder;
    private final JobQueue collect;
    private final int groupItems;
    private final BiConsumer<JobId, Throwable> log;
    private final Forgetting forgetting;

    /**
     * @param encoder answers requests together, one response each
     * @param collect the queue before the last step
     * @param groupItems most regions (times selections of views) that are encoded together, since all of their
     *     embeddings are in memory at once; a single job may have more
     * @param log hears why a job failed
     */
    public EncodeJobs(
            BlobStore store,
            Function<List<Encode.Request>, List<Encode.Response>> encoder,
            JobQueue collect,
            int groupItems,
            BiConsumer<JobId, Throwable> log) {
        this.store = store;
        this.encoder = encoder;
        this.collect = collect;
        this.groupItems = groupItems;
        this.log = log;
        this.forgetting = new Forgetting(store);
    }

    /** As {@link #handle(Map, BooleanSupplier, Consumer)}, where nobody wants to know before the end. */
    public Set<JobId> handle(Map<JobId, Attempt> jobs, BooleanSupplier stopped) {
        return handle(jobs, stopped, through -> {});
    }

    /**
     * Encodes these jobs and returns those that are through; the others have to be delivered again, or have got their
     * failure as an answer if this was their last attempt.
     *
     * @param stopped asked before each group; if so, the rest is left undone
     * @param through hears of each group those that are through, before the next one is begun, which may end the
     *     process
     */
    public Set<JobId> handle(Map<JobId, Attempt> jobs, BooleanSupplier stopped, Consumer<Set<JobId>> through) {
        Set<JobId> all = new LinkedHashSet<>();
        Map<Turn, List<JobId>> turns = jobs.keySet().stream()
                .collect(Collectors.groupingBy(
                        job -> turn(job, jobs.get(job)), () -> new EnumMap<>(Turn.class), Collectors.toList()));
        turns.forEach((turn, inTurn) -> {
            for (List<JobId> group : turn == Turn.TOGETHER
                    ? List.of(inTurn)
                    : inTurn.stream().map(List::of).toList()) {
                if (!stopped.getAsBoolean()) {
                    Set<JobId> done = new LinkedHashSet<>();
                    encode(group, jobs, stopped, done);
                    through.accept(done);
                    all.addAll(done);
                }
            }
        });
        return all;
    }

    /**
     * When a job is worked on. A job that kills costs one that is not to blame two attempts at most, the first of each:
     * after that it comes before all that may kill it.
     */
    private enum Turn {
        /** Delivered again: somebody died of it, or of one that was beside it. */
        ALONE,
        /** Nobody has died of it yet. */
        TOGETHER,
        /** Somebody began with it alone before, and came to no end. */
        LAST
    }

    private Turn turn(JobId job, @Nullable Attempt attempt) {
        Turn unlessTried = attempt == Attempt.MORE_TO_COME ? Turn.TOGETHER : Turn.ALONE;
        try {
            return store.exists(JobKeys.tried(job)) ? Turn.LAST : unlessTried;
        } catch (DynReferException e) { // The store is away; the job itself will find that out.
            return unlessTried;
        }
    }

    private void encode(List<JobId> jobs, Map<JobId, Attempt> attempts, BooleanSupplier stopped, Set<JobId> done) {
        List<Open> open = new ArrayList<>();
        for (JobId job : jobs) {
            Attempt attempt = Objects.requireNonNull(attempts.get(job));
            guard(job, attempt, done, () -> {
                if (attempt != Attempt.MORE_TO_COME) {
                    store.putIfAbsent(JobKeys.tried(job), JobKeys.marker());
                }
                open(job).ifPresent(request -> open.add(new Open(job, attempt, request)));
            });
        }
        open.forEach(job -> done.remove(job.job()));
        for (List<Open> group : groups(open)) {
            if (!stopped.getAsBoolean()) {
                Instant began = Instant.now();
                encode(group, done);
                group.forEach(
                        job -> forgetting.afterStep(job.job(), job.request().image(), began));
            }
        }
        jobs.stream()
                .filter(job -> done.contains(job) && attempts.get(job) != Attempt.MORE_TO_COME)
                .forEach(job -> store.delete(JobKeys.tried(job))); // It was not what killed.
    }

    /** A job with something to encode. */
    private record Open(JobId job, Attempt attempt, Encode.Request request) {}

    /** What has to be encoded; empty if the job is over, or goes on with what was encoded before. */
    private Optional<Encode.Request> open(JobId job) {
        if (store.exists(JobKeys.answer(job)) || store.exists(JobKeys.cancelled(job))) {
            return Optional.empty();
        }
        if (!store.exists(JobKeys.encoded(job))) {
            return Optional.of(JobState.plan(store, job).encode());
        }
        JobState.Plan plan = JobState.plan(store, job);
        String model = plan.model();
        if (model == null || JobState.encoding(store, job).isFor(model)) {
            collect.send(new JobQueue.Message(job));
            return Optional.empty();
        }
        store.delete(JobKeys.encoded(job)); // By the model before this one; the plan was made anew.
        return Optional.of(plan.encode());
    }

    private List<List<Open>> groups(List<Open> open) {
        List<List<Open>> groups = new ArrayList<>();
        int items = 0;
        for (Open job : open) {
            int more = job.request().items().size();
            if (groups.isEmpty() || items + more > groupItems) {
                groups.add(new ArrayList<>());
                items = 0;
            }
            groups.get(groups.size() - 1).add(job);
            items += more;
        }
        return groups;
    }

    private void encode(List<Open> group, Set<JobId> done) {
        if (group.size() == 1) {
            Open open = group.get(0);
            guard(
                    open.job(),
                    open.attempt(),
                    done,
                    () -> finish(
                            open.job(),
                            Outcome.of(encoder.apply(List.of(open.request())).get(0))));
            return;
        }
        List<Encode.Response> responses;
        try {
            responses = encoder.apply(group.stream().map(Open::request).toList());
        } catch (RuntimeException | Error e) { // One of them spoils it for all: each by itself.
            group.forEach(open -> encode(List.of(open), done));
            return;
        }
        for (int i = 0; i < group.size(); i++) {
            Open open = group.get(i);
            Outcome<Encode.Response> outcome = Outcome.of(responses.get(i));
            guard(open.job(), open.attempt(), done, () -> finish(open.job(), outcome));
        }
    }

    /** Does a job's work, after which it is through; whatever fails must not take the neighbours along. */
    private void guard(JobId job, Attempt attempt, Set<JobId> done, Runnable work) {
        try {
            attempt.run(work, problem -> finish(job, Outcome.failed(problem)));
            done.add(job);
        } catch (RuntimeException | Error e) {
            log.accept(job, e);
        }
    }

    private void finish(JobId job, Outcome<Encode.Response> outcome) {
        store.putIfAbsent(JobKeys.encoded(job), Json.write(new JobState.Encoding(outcome)));
        collect.send(new JobQueue.Message(job));
    }
}
