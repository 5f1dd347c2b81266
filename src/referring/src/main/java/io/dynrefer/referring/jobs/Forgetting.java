package io.dynrefer.referring.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import io.dynrefer.referring.KeptVocabulary;
import io.dynrefer.referring.Problem;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.region.ImageDigest;
import io.dynrefer.store.BlobKey;
import io.dynrefer.store.BlobStore;
import io.dynrefer.store.Forgotten;
import io.dynrefer.store.Json;
import io.dynrefer.store.StoreKeys;
import io.dynrefer.store.StoredBlob;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * Removes a photo and all that was made from it: what answers at once left, and the jobs about it. A job about several
 * images keeps its other answers. Takes time proportional to the number of jobs in the store.
 */
public final class Forgetting {
    private final BlobStore store;
    private final Forgotten forgotten;
    private final PartAnswers parts;

    public Forgetting(BlobStore store) {
        this.store = store;
        this.forgotten = new Forgotten(store);
        this.parts = new PartAnswers(store);
    }

    /**
     * What was removed.
     *
     * @param removed how many objects of each kind, a kind being what their keys begin with
     * @param jobs the jobs that the photo was handed in with
     */
    public record Removal(ImageDigest image, Map<String, Integer> removed, long bytes, List<JobId> jobs) {}

    /** Removes a photo. Work on it that is under way removes what it still puts when it ends. */
    public Removal forget(ImageDigest image) {
        forgotten.note(image);
        List<StoredBlob> derived = forgotten.derived(image);
        List<StoredBlob> gone = new ArrayList<>(derived);
        Set<JobId> jobs = holders(image, derived);
        jobs.forEach(job -> gone.addAll(forget(job, image)));
        derived.forEach(blob -> store.delete(blob.key()));
        gone.addAll(forgetExamples(image));
        Map<String, Integer> kinds = new TreeMap<>();
        gone.forEach(blob -> kinds.merge(blob.key().segments().get(0), 1, Integer::sum));
        return new Removal(
                image, kinds, gone.stream().mapToLong(StoredBlob::bytes).sum(), List.copyOf(jobs));
    }

    /** Takes an image out of the vocabularies that are kept; returns those that it was in. */
    private List<StoredBlob> forgetExamples(ImageDigest image) {
        List<StoredBlob> changed = store.blobs(StoreKeys.vocabularies()).stream()
                .filter(blob -> mentions(blob.key(), image))
                .toList();
        for (StoredBlob blob : changed) {
            Optional<KeptVocabulary> left = store.find(blob.key())
                    .map(json -> Json.read(json, KeptVocabulary.class))
                    .flatMap(kept -> kept.without(image));
            store.delete(blob.key());
            left.ifPresent(kept -> store.putIfAbsent(blob.key(), Json.write(kept)));
        }
        return changed;
    }

    /** At the end of a step of a job: if its photo was forgotten meanwhile, so is what the step has put. */
    void afterStep(JobId job, ImageDigest image, Instant began) {
        if (forgotten.since(image, began)) {
            forgotten.again(image, began);
            if (job.isPart()) {
                store.delete(JobKeys.plan(job));
                store.delete(JobKeys.encoded(job));
            }
            forget(job.whole(), image);
        }
    }

    private Set<JobId> holders(ImageDigest image, List<StoredBlob> derived) {
        OptionalLong size = derived.stream()
                .filter(blob -> blob.key().equals(StoreKeys.image(image)))
                .mapToLong(StoredBlob::bytes)
                .findFirst();
        Set<JobId> holders = new LinkedHashSet<>();
        for (StoredBlob upload : store.blobs(JobKeys.UPLOADS + "/")) {
            if (size.isEmpty() || size.getAsLong() == upload.bytes()) {
                JobKeys.jobOf(upload.key())
                        .filter(job -> !upload.key().equals(JobKeys.request(job)) && holds(upload.key(), image))
                        .ifPresent(holders::add);
            }
        }
        for (BlobKey answer : store.list(JobKeys.ANSWERS + "/")) { // Uploads may be gone before their answers.
            JobKeys.jobOf(answer)
                    .filter(job -> answer.equals(JobKeys.answer(job)) && mentions(answer, image))
                    .ifPresent(holders::add);
        }
        return holders;
    }

    private boolean holds(BlobKey upload, ImageDigest image) {
        return store.find(upload)
                .filter(bytes -> ImageDigest.of(bytes).equals(image))
                .isPresent();
    }

    private boolean mentions(BlobKey answer, ImageDigest image) {
        return store.find(answer)
                .filter(json -> new String(json, StandardCharsets.UTF_8).contains(image.hex()))
                .isPresent();
    }

    /** Removes a photo from a job, and returns what that took away. */
    private List<StoredBlob> forget(JobId job, ImageDigest image) {
        return store.exists(JobKeys.parts(job)) ? forgetParts(job, image) : forgetWhole(job, image);
    }

    /** What is left says that there was a job, so that its steps and its owner learn that it is over. */
    private List<StoredBlob> forgetWhole(JobId job, ImageDigest image) {
        boolean single = store.find(JobKeys.request(job))
                .map(json -> !(Json.read(json, JsonNode.class).has(CocoRequest.IMAGES)))
                .orElse(true);
        List<StoredBlob> gone = new ArrayList<>();
        if (single) {
            store.putIfAbsent(JobKeys.cancelled(job), JobKeys.marker());
            JobKeys.prefixes(job).forEach(prefix -> gone.addAll(store.blobs(prefix)));
            gone.removeIf(blob -> blob.key().equals(JobKeys.cancelled(job)));
        } else { // Not taken apart yet; without the image, it will not be.
            gone.addAll(uploads(job, image));
        }
        gone.forEach(blob -> store.delete(blob.key()));
        return gone;
    }

    private List<StoredBlob> uploads(JobId job, ImageDigest image) {
        return store.blobs(JobKeys.uploads(job)).stream()
                .filter(blob -> !blob.key().equals(JobKeys.request(job)) && holds(blob.key(), image))
                .toList();
    }

    private List<StoredBlob> forgetParts(JobId job, ImageDigest image) {
        List<StoredBlob> gone = new ArrayList<>(uploads(job, image));
        List<JobState.Image> images = JobState.parts(store, job).images();
        for (int i = 0; i < images.size(); i++) {
            JobId part = job.part(i);
            BlobKey upload = JobKeys.namedImage(job, images.get(i).fileName());
            boolean uploaded = gone.stream().anyMatch(blob -> blob.key().equals(upload));
            if (uploaded || mentions(JobKeys.answer(part), image)) {
                for (BlobKey key : List.of(JobKeys.plan(part), JobKeys.encoded(part), JobKeys.answer(part))) {
                    gone.addAll(store.blobs(key.value()));
                }
            }
        }
        gone.addAll(store.blobs(JobKeys.answer(job).value()));
        gone.addAll(store.blobs(JobKeys.coco(job).value()));
        gone.forEach(blob -> store.delete(blob.key()));
        for (int i = 0; i < images.size(); i++) {
            String name = images.get(i).fileName();
            if (!store.exists(JobKeys.namedImage(job, name))) {
                Problem why = new Problem(ErrorCode.NOT_FOUND, "image", "The image '" + name + "' was forgotten.");
                store.putIfAbsent(JobKeys.answer(job.part(i)), Json.write(JobState.Failure.of(job.part(i), why)));
            }
        }
        parts.join(job);
        return gone;
    }
}
