package io.dynrefer.referring.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.dynrefer.referring.Decode;
import io.dynrefer.referring.DecodeFunction;
import io.dynrefer.referring.Encode;
import io.dynrefer.referring.PipelineFixture;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.store.Json;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** All steps of jobs in this thread, with lists for queues. */
final class JobFlow {
    static final String TWO_REGIONS =
            "\"regions\": [{\"id\": \"cat\", \"bbox\": [60, 40, 190, 160]}, {\"id\": \"sofa\", \"bbox\": [300, 150,"
                    + " 140, 140]}]";

    final PipelineFixture pipeline = new PipelineFixture();
    final List<JobQueue.Message> parts = new ArrayList<>();
    final List<JobQueue.Message> later = new ArrayList<>();
    final List<JobQueue.Message> toEncode = new ArrayList<>();
    final List<JobQueue.Message> toCollect = new ArrayList<>();
    final List<String> told = new ArrayList<>();
    final List<Throwable> logged = new ArrayList<>();
    final WebhookOrigins origins = new WebhookOrigins(Set.of("https://hooks.example.com"));
    boolean listenerIsAway;
    Function<List<Encode.Request>, List<Encode.Response>> encoder = pipeline.encode::handleAll;

    final Jobs jobs = new Jobs(pipeline.store, pipeline.gateway.reception(), origins);
    final UploadsFunction uploads = new UploadsFunction(
            pipeline.store,
            pipeline.gateway.reception(),
            pipeline::findViews,
            origins,
            new JobQueue() {
                @Override
                public void send(Message message) {
                    parts.add(message);
                }

                @Override
                public void later(Message message) {
                    later.add(message);
                }
            },
            toEncode::add,
            this::tell);
    final EncodeJobs encode = new EncodeJobs(
            pipeline.store,
            requests -> encoder.apply(requests),
            toCollect::add,
            4,
            (job, failure) -> logged.add(failure));
    final CollectFunction collect = new CollectFunction(
            pipeline.store,
            pipeline.gateway.reception(),
            request -> CompletableFuture.completedFuture(decoder(request).handle(request)),
            job -> parts.add(new JobQueue.Message(job)),
            this::tell);

    private DecodeFunction decoder(Decode.Request request) {
        return Objects.requireNonNull(pipeline.decode.get(request.question().task()));
    }

    private CompletionStage<Void> tell(JobNotifier.Notice notice, Optional<URI> webhook) {
        if (listenerIsAway) {
            throw new DynReferException(ErrorCode.NOT_READY, "the listener is away");
        }
        told.add(notice.job() + " " + notice.status().wireName()
                + webhook.map(address -> " " + address).orElse(""));
        return CompletableFuture.completedStage(null);
    }

    JobNotifier notifier() {
        return this::tell;
    }

    JobId putImage(String job) {
        JobId id = new JobId(job);
        pipeline.store.putIfAbsent(
                JobKeys.image(id, "png"), PipelineFixture.photo().bytes());
        return id;
    }

    JobId putRequest(String job, String members) {
        JobId id = new JobId(job);
        pipeline.store.putIfAbsent(JobKeys.request(id), ("{" + members + "}").getBytes(UTF_8));
        return id;
    }

    JobId upload(String job, String members) {
        putImage(job);
        return putRequest(job, members);
    }

    void uploaded(JobId job) {
        uploads.handle(job, Attempt.MORE_TO_COME);
    }

    /** Delivers what waits for the encoder, all together. */
    Set<JobId> encode(Attempt attempt) {
        Map<JobId, Attempt> batch = new LinkedHashMap<>();
        toEncode.forEach(message -> batch.put(message.job(), attempt));
        toEncode.clear();
        return encode.handle(batch, () -> false);
    }

    void collect() {
        List<JobQueue.Message> batch = List.copyOf(toCollect);
        toCollect.clear();
        batch.forEach(message -> collect.handle(message.job(), Attempt.MORE_TO_COME));
    }

    void run(JobId job) {
        uploaded(job);
        encode(Attempt.MORE_TO_COME);
        collect();
    }

    JsonNode answer(JobId job) {
        return Json.read(pipeline.store.find(JobKeys.answer(job)).orElseThrow(), JsonNode.class);
    }

    boolean answered(JobId job) {
        return pipeline.store.exists(JobKeys.answer(job));
    }
}
