package io.dynrefer.referring.jobs;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.dynrefer.referring.CocoDocument;
import io.dynrefer.referring.CocoQuestions;
import io.dynrefer.referring.Outcome;
import io.dynrefer.referring.ReferResponse;
import io.dynrefer.store.BlobStore;
import io.dynrefer.store.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts the answers of a job's parts together. */
final class PartAnswers {
    private final BlobStore store;

    PartAnswers(BlobStore store) {
        this.store = store;
    }

    /**
     * The answer to a job about several images.
     *
     * @param images one entry for each, in the order of its COCO file
     * @param warnings what the file says that was not read
     */
    record Joined(List<Entry> images, List<String> warnings) {}

    /**
     * What became of one image.
     *
     * @param imageId the image's id as the COCO file has it
     * @param answer as the API gives it; absent if there is an error
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Entry(
            JsonNode imageId, String fileName, @Nullable ReferResponse answer, JobState.@Nullable Failure error) {}

    /** Answers the whole job if all of its parts have answers; returns whether it has its answer. */
    boolean join(JobId job) {
        if (store.exists(JobKeys.answer(job))) {
            return true;
        }
        JobState.Parts parts = JobState.parts(store, job);
        if (store.list(JobKeys.partAnswers(job)).size() < parts.images().size()) {
            return false;
        }
        List<Entry> entries = entries(job, parts);
        Optional<CocoQuestions> source = source(job);
        List<CocoDocument.Picture> answered = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry.answer() != null) {
                answered.add(new CocoDocument.Picture(
                        entry.imageId(), entry.fileName(), entry.answer(), image(source, entry.imageId())));
            }
        }
        JobState.Failure first = entries.get(0).error();
        if (answered.isEmpty() && first != null) {
            store.putIfAbsent(JobKeys.answer(job), Json.write(first.of(job)));
            return true;
        }
        store.putIfAbsent(
                JobKeys.coco(job),
                Json.write(CocoDocument.of(
                        answered, source.map(CocoQuestions::categories).orElse(List.of()))));
        store.putIfAbsent(JobKeys.answer(job), Json.write(new Joined(entries, parts.warnings())));
        return true;
    }

    /** The file that was uploaded; empty if it has been deleted meanwhile. */
    private Optional<CocoQuestions> source(JobId job) {
        return store.find(JobKeys.request(job))
                .map(json -> Outcome.attempt(() -> UploadedRequest.read(json)).value())
                .filter(CocoRequest.class::isInstance)
                .map(request -> ((CocoRequest) request).source());
    }

    private static CocoQuestions.@Nullable Image image(Optional<CocoQuestions> source, JsonNode id) {
        return source.flatMap(file -> file.images().stream()
                        .filter(image -> CocoQuestions.id(image.id()).equals(CocoQuestions.id(id)))
                        .findFirst())
                .orElse(null);
    }

    private List<Entry> entries(JobId job, JobState.Parts parts) {
        List<Entry> entries = new ArrayList<>();
        for (JobState.Image part : parts.images()) {
            byte[] answer = JobState.answer(store, job.part(entries.size()));
            boolean failed = JobAnswers.status(Json.read(answer, JsonNode.class)) == JobStatus.FAILED;
            entries.add(new Entry(
                    part.imageId(),
                    part.fileName(),
                    failed ? null : Json.read(answer, ReferResponse.class),
                    failed ? Json.read(answer, JobState.Failure.class) : null));
        }
        return entries;
    }
}
