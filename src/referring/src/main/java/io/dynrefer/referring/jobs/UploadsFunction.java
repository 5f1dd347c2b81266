package io.dynrefer.referring.jobs;

import io.dynrefer.referring.Problem;
import io.dynrefer.referring.Reception;
import io.dynrefer.referring.ReferListener;
import io.dynrefer.referring.ReferRequest;
import io.dynrefer.referring.Referring;
import io.dynrefer.referring.Views;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.store.BlobKey;
import io.dynrefer.store.BlobStore;
import io.dynrefer.store.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The first step of a job, for every object that is uploaded for it: once image and request are both there, finds and
 * crops the views and sends the job to the encoder. Whichever object comes last completes the upload. A job about
 * several images is taken apart instead, and this step is the first of every part, too.
 */
public final class UploadsFunction {
    /** Clocks and queues are not exact. */
    private static final Duration EARLY = Duration.ofSeconds(30);

    /** Most missing files that a problem names. */
    private static final int NAMED = 5;

    private final BlobStore store;
    private final Uploads uploads;
    private final JobAnswers answers;
    private final Reception reception;
    private final Views views;
    private final WebhookOrigins origins;
    private final JobQueue parts;
    private final JobQueue encode;
    private final Forgetting forgetting;

    /**
     * @param parts the queue before this step, also for uploads that have to be looked at again
     * @param encode the queue before the encoder
     */
    public UploadsFunction(
            BlobStore store,
            Reception reception,
            Views views,
            WebhookOrigins origins,
            JobQueue parts,
            JobQueue encode,
            JobNotifier notifier) {
        this.store = store;
        this.uploads = new Uploads(store);
        this.answers = new JobAnswers(store, notifier);
        this.reception = reception;
        this.views = views;
        this.origins = origins;
        this.parts = parts;
        this.encode = encode;
        this.forgetting = new Forgetting(store);
    }

    /** Takes a job as far as it goes; a repeated call computes nothing again. */
    public void handle(JobId job, Attempt attempt) {
        answers.guard(job, attempt, () -> {
            if (!answers.over(job) && isWanted(job)) {
                start(job);
            }
        });
    }

    /** A further generation is there for the failure of the one before it, whoever asks for it. */
    private boolean isWanted(JobId job) {
        int number = job.generation();
        return number == 1 || answers.end(job.generation(number - 1)).equals(Optional.of(JobStatus.FAILED));
    }

    private void start(JobId job) {
        if (store.exists(JobKeys.plan(job))) {
            if (JobState.plan(store, job).isFor(reception.model().id())) {
                encode.send(new JobQueue.Message(job)); // Whoever made it may have died before it could send.
                return;
            }
            store.delete(JobKeys.plan(job)); // Of the model before this one, or after it.
        }
        Optional<UploadedRequest> asked = uploads.request(job);
        if (asked.isEmpty()) {
            unasked(job);
            return;
        }
        UploadedRequest request = asked.get();
        origins.check(request);
        if (request instanceof JobRequest single) {
            uploads.image(job)
                    .ifPresentOrElse(
                            image -> plan(job, single, single.about(image)), () -> incomplete(job, List.of("image.*")));
        } else if (request instanceof CocoRequest several) {
            takeApart(job, several);
        }
    }

    /** Something was uploaded that nothing is asked about yet, or that cannot be asked about where it lies. */
    private void unasked(JobId job) {
        if (store.exists(JobKeys.stray(job))) {
            throw DynReferException.invalid(
                    "image",
                    JobKeys.stray(job) + " lies in no folder. A job is a folder: put uploads/<id>/image.jpg and"
                            + " uploads/<id>/request.json.");
        }
        incomplete(job, List.of("request.json"));
    }

    private void plan(JobId job, JobRequest asked, ReferRequest question) {
        Instant began = Instant.now();
        try {
            Referring referring = reception.receive(question, ReferListener.NONE, null);
            Stages.join(referring.views(views));
            store.putIfAbsent(
                    JobKeys.plan(job),
                    Json.write(new JobState.Plan(
                            referring.viewsResponse(),
                            referring.encodeRequest(),
                            asked.wire(),
                            reception.model().id())));
        } finally {
            forgetting.afterStep(job, question.image().digest(), began);
        }
        encode.send(new JobQueue.Message(job));
    }

    /** Sends each image on its own way, once all of them are there; a repeated call does what is left of it. */
    private void takeApart(JobId job, CocoRequest request) {
        reception.limits().checkImages(request.pictures().size());
        if (store.exists(JobKeys.sent(job))) {
            answers.join(job);
            return;
        }
        List<BlobKey> there = store.list(JobKeys.uploads(job));
        List<String> missing = uploads.missing(there, job, request);
        if (!missing.isEmpty()) {
            incomplete(job, missing);
            return;
        }
        store.putIfAbsent(JobKeys.parts(job), Json.write(JobState.Parts.of(request)));
        for (int i = 0; i < request.pictures().size(); i++) {
            CocoRequest.Picture picture = request.pictures().get(i);
            if (picture.problem() == null) {
                String name = uploads.name(there, job, picture.fileName()).orElse(picture.fileName());
                store.putIfAbsent(JobKeys.request(job.part(i)), Json.write(new JobState.Part(name, picture.wire())));
                parts.send(new JobQueue.Message(job.part(i)));
            }
        }
        for (int i = 0; i < request.pictures().size(); i++) { // Last: the last part's answer is the job's.
            Problem problem = request.pictures().get(i).problem();
            if (problem != null) {
                answers.fail(job.part(i), problem);
            }
        }
        store.putIfAbsent(JobKeys.sent(job), JobKeys.marker());
    }

    /** Looks again later. A job to which nothing came for so long gets its problem. */
    private void incomplete(JobId job, List<String> missing) {
        long now = System.currentTimeMillis();
        Optional<JobState.Waiting> waiting = JobState.waiting(store, job);
        boolean overdue = waiting.filter(since ->
                        now - since.since() >= JobQueue.LATER.minus(EARLY).toMillis())
                .isPresent();
        if (waiting.isPresent() && !overdue) {
            return; // A message is on its way.
        }
        int present = uploads.present(job);
        if (present == 0) {
            return; // Nothing was uploaded, or it is gone.
        }
        if (waiting.isPresent() && present <= waiting.get().present()) {
            String names = String.join(", ", missing.subList(0, Math.min(NAMED, missing.size())));
            answers.fail(
                    job,
                    new Problem(
                            ErrorCode.NOT_FOUND,
                            "image",
                            "The upload is not complete: " + missing.size() + " of its files did not come within "
                                    + JobQueue.LATER.toMinutes() + " minutes: " + names
                                    + (missing.size() > NAMED ? ", …" : "") + ". Upload it again under another id."));
            return;
        }
        store.delete(JobKeys.waiting(job));
        store.putIfAbsent(JobKeys.waiting(job), Json.write(new JobState.Waiting(now, present)));
        parts.later(new JobQueue.Message(job));
    }
}
