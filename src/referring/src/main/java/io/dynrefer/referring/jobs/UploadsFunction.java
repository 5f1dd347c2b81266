package io.dynrefer.referring.jobs;

import io.dynrefer.referring.Reception;
import io.dynrefer.referring.ReferListener;
import io.dynrefer.referring.ReferRequest;
import io.dynrefer.referring.Referring;
import io.dynrefer.referring.Views;
import io.dynrefer.store.BlobStore;
import io.dynrefer.store.Json;

/**
 * The first step of a job, for every object that is uploaded for it: once image and request are both there, finds and
 * crops the views and sends the job to the encoder. Whichever object comes last completes the upload. A job about
 * several images is taken apart instead, and this step is the first of every part, too.
 */
public final class UploadsFunction {
    private final BlobStore store;
    private final Uploads uploads;
    private final JobAnswers answers;
    private final Reception reception;
    private final Views views;
    private final WebhookOrigins origins;
    private final JobQueue parts;
    private final JobQueue encode;

    /**
     * @param parts the queue before this step
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
    }

    /** Takes a job as far as it goes; a repeated call computes nothing again. */
    public void handle(JobId job, Attempt attempt) {
        answers.guard(job, attempt, () -> {
            if (!answers.over(job)) {
                start(job);
            }
        });
    }

    private void start(JobId job) {
        if (store.exists(JobKeys.plan(job))) { // Whoever made it may have died before it could send.
            encode.send(new JobQueue.Message(job));
            return;
        }
        uploads.request(job).ifPresent(request -> {
            origins.check(request);
            if (request instanceof JobRequest single) {
                uploads.image(job).ifPresent(image -> plan(job, single.about(image)));
            } else if (request instanceof CocoRequest several) {
                takeApart(job, several);
            }
        });
    }

    private void plan(JobId job, ReferRequest question) {
        Referring referring = reception.receive(question, ReferListener.NONE);
        Stages.join(referring.views(views));
        store.putIfAbsent(
                JobKeys.plan(job), Json.write(new JobState.Plan(referring.viewsResponse(), referring.encodeRequest())));
        encode.send(new JobQueue.Message(job));
    }

    /** Sends each image on its own way, once all of them are there; a repeated call does what is left of it. */
    private void takeApart(JobId job, CocoRequest request) {
        reception.limits().checkImages(request.pictures().size());
        if (store.exists(JobKeys.sent(job)) || !uploads.complete(job, request)) {
            return;
        }
        store.putIfAbsent(JobKeys.parts(job), Json.write(JobState.Parts.of(request)));
        for (int i = 0; i < request.pictures().size(); i++) {
            CocoRequest.Picture picture = request.pictures().get(i);
            store.putIfAbsent(
                    JobKeys.request(job.part(i)), Json.write(new JobState.Part(picture.fileName(), picture.wire())));
            parts.send(new JobQueue.Message(job.part(i)));
        }
        store.putIfAbsent(JobKeys.sent(job), JobKeys.marker());
    }
}
