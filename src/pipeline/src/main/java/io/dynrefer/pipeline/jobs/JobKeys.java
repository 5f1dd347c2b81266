package io.dynrefer.pipeline.jobs;

import io.dynrefer.store.BlobKey;
import java.util.List;
import java.util.Optional;

/**
 * Where the state of a job is.
 *
 * <pre>
 * uploads/{job}/image.{any}      the encoded image
 * uploads/{job}/request.json     the question: {@link JobRequest}
 * jobs/{job}/plan.json           what is to be encoded, once the views are known: {@link JobPlan}
 * jobs/{job}/encoded.json        where the representations are: {@link JobEncoding}
 * jobs/{job}/cancelled.json      nobody waits for the answer any more
 * jobs/{job}/notified.json       those who wanted to know have been told
 * answers/{job}.json             the answer as the API gives it, or a {@link JobFailure}
 * answers/{job}.coco.json        the answer as a COCO file
 * </pre>
 */
public final class JobKeys {
    private static final int UPLOAD_SEGMENTS = 3;
    private static final String REQUEST = "request.json";
    private static final String IMAGE = "image.";

    private JobKeys() {}

    /** Key of the image; {@code type} is what its bytes are, e.g. {@code jpeg}. */
    public static BlobKey image(JobId job, String type) {
        return BlobKey.of("uploads", job.value(), IMAGE + type);
    }

    /** What the keys of the image start with, whatever its type. */
    static String imagePrefix(JobId job) {
        return "uploads/" + job + "/" + IMAGE;
    }

    /** Key of the question. */
    public static BlobKey request(JobId job) {
        return BlobKey.of("uploads", job.value(), REQUEST);
    }

    static BlobKey plan(JobId job) {
        return BlobKey.of("jobs", job.value(), "plan.json");
    }

    static BlobKey encoded(JobId job) {
        return BlobKey.of("jobs", job.value(), "encoded.json");
    }

    static BlobKey cancelled(JobId job) {
        return BlobKey.of("jobs", job.value(), "cancelled.json");
    }

    static BlobKey notified(JobId job) {
        return BlobKey.of("jobs", job.value(), "notified.json");
    }

    /** Key of the answer. */
    public static BlobKey answer(JobId job) {
        return BlobKey.of("answers", job + ".json");
    }

    /** Key of the answer as a COCO file. */
    public static BlobKey coco(JobId job) {
        return BlobKey.of("answers", job + ".coco.json");
    }

    /** The job that an object's key, prefix and all, says something new about; empty for any other object. */
    public static Optional<JobId> uploadedBy(String prefix, String key) {
        if (!key.startsWith(prefix)) {
            return Optional.empty();
        }
        List<String> segments = List.of(key.substring(prefix.length()).split("/", -1));
        boolean upload = segments.size() == UPLOAD_SEGMENTS
                && segments.get(0).equals("uploads")
                && JobId.isName(segments.get(1))
                && (segments.get(2).equals(REQUEST) || segments.get(2).startsWith(IMAGE));
        return upload ? Optional.of(new JobId(segments.get(1))) : Optional.empty();
    }
}
