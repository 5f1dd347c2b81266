package io.dynrefer.referring.jobs;

import io.dynrefer.referring.EncodedImage;
import io.dynrefer.referring.ReferRequest;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.store.BlobKey;
import io.dynrefer.store.BlobStore;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what was uploaded for a job or a part of one. */
final class Uploads {
    private final BlobStore store;

    Uploads(BlobStore store) {
        this.store = store;
    }

    /** What is asked; empty while it is missing. */
    Optional<UploadedRequest> request(JobId job) {
        return job.isPart()
                ? Optional.of(new JobRequest(JobState.part(store, job).wire(), null))
                : store.find(JobKeys.request(job)).map(UploadedRequest::read);
    }

    /** The image that a question about one image is about; empty while it is missing. */
    Optional<EncodedImage> image(JobId job) {
        Optional<BlobKey> key = job.isPart()
                ? Optional.of(JobKeys.namedImage(job, JobState.part(store, job).fileName()))
                : theImage(job);
        return key.flatMap(store::find).map(EncodedImage::new);
    }

    private Optional<BlobKey> theImage(JobId job) {
        List<BlobKey> images = store.list(JobKeys.imagePrefix(job));
        if (images.size() > 1) {
            throw DynReferException.invalid(
                    "image",
                    "The upload has more than one image: " + images
                            + ". A request is about one; a COCO file may name several.");
        }
        return images.stream().findFirst();
    }

    /** The images that a COCO file asks about and that are not there. */
    List<String> missing(JobId job, CocoRequest request) {
        Set<BlobKey> there = new HashSet<>(store.list(JobKeys.uploads(job)));
        return request.pictures().stream()
                .map(CocoRequest.Picture::fileName)
                .filter(name -> !there.contains(JobKeys.namedImage(job, name)))
                .toList();
    }

    /** How many objects there are. */
    int present(JobId job) {
        return store.list(JobKeys.uploads(job)).size();
    }

    /** The question about one image, asked by a step that can rely on it. */
    ReferRequest require(JobId job) {
        return request(job)
                .filter(JobRequest.class::isInstance)
                .map(JobRequest.class::cast)
                .flatMap(request -> image(job).map(request::about))
                .orElseThrow(() -> new DynReferException(
                        ErrorCode.NOT_FOUND,
                        JobKeys.request(job).value(),
                        "The upload of the job " + job + " has been deleted before it was answered."));
    }
}
