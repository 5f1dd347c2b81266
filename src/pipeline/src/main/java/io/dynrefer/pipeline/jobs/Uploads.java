package io.dynrefer.pipeline.jobs;

import io.dynrefer.pipeline.EncodedImage;
import io.dynrefer.pipeline.ReferRequest;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.store.BlobKey;
import io.dynrefer.store.BlobStore;
import java.util.List;
import java.util.Optional;

/** Reads what was uploaded for a job. */
final class Uploads {
    private final BlobStore store;

    Uploads(BlobStore store) {
        this.store = store;
    }

    /** The two objects of a complete upload, unread. */
    record Upload(byte[] request, EncodedImage image) {
        JobRequest job() {
            return JobRequest.read(request);
        }

        ReferRequest question() {
            return job().about(image);
        }
    }

    /** What was uploaded; empty while a part of it is missing. */
    Optional<Upload> find(JobId job) {
        Optional<byte[]> request = store.find(JobKeys.request(job));
        if (request.isEmpty()) {
            return Optional.empty();
        }
        List<BlobKey> images = store.list(JobKeys.imagePrefix(job));
        if (images.size() > 1) {
            throw DynReferException.invalid(
                    "image", "The upload has more than one image: " + images + ". A job is about one.");
        }
        return images.stream()
                .findFirst()
                .flatMap(store::find)
                .map(image -> new Upload(request.get(), new EncodedImage(image)));
    }

    /** What was uploaded, by a step that can rely on it. */
    Upload require(JobId job) {
        return find(job)
                .orElseThrow(() -> new DynReferException(
                        ErrorCode.NOT_FOUND,
                        JobKeys.request(job).value(),
                        "The upload of the job " + job + " has been deleted before it was answered."));
    }
}
