package io.dynrefer.referring.jobs;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.dynrefer.referring.Encode;
import io.dynrefer.referring.Outcome;
import io.dynrefer.referring.Problem;
import io.dynrefer.referring.Views;
import io.dynrefer.referring.WireRequest;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.region.ModelCard;
import io.dynrefer.store.BlobKey;
import io.dynrefer.store.BlobStore;
import io.dynrefer.store.Json;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What lies in the store for a job, and how a step reads what an earlier one left; {@link JobKeys} says where. */
final class JobState {
    private JobState() {}

    /**
     * How far the first step took a job.
     *
     * @param views what the views function answered
     * @param encode what is to be encoded
     * @param question as it was read then: an upload may change while its job runs; absent in plans of an earlier
     *     release
     * @param model id of the weights that it was made for; absent in plans of an earlier release
     */
    record Plan(
            Views.Response views,
            Encode.Request encode,
            @Nullable WireRequest question,
            @Nullable String model) {
        /** Whether these weights can go on with it: what they look at is the model's own choice. */
        boolean isFor(String weights) {
            return model == null || model.equals(weights);
        }
    }

    /**
     * An upload of which something is missing.
     *
     * @param since in milliseconds of the epoch
     * @param present how many objects there were then
     */
    record Waiting(long since, int present) {}

    /** How encoding ended for a job. */
    record Encoding(Outcome<Encode.Response> outcome) {
        /** Whether these weights can go on with it; that it failed, they can say. */
        boolean isFor(String weights) {
            return !outcome.succeeded()
                    || ModelCard.isPart(weights, outcome.orThrow().model());
        }
    }

    /** The parts of a job about several images, in the order of its COCO file. */
    record Parts(List<Image> images, List<String> warnings) {
        Parts {
            images = List.copyOf(images);
            warnings = List.copyOf(warnings);
        }

        static Parts of(CocoRequest request) {
            return new Parts(
                    request.pictures().stream()
                            .map(picture -> new Image(picture.id(), picture.fileName()))
                            .toList(),
                    request.warnings());
        }
    }

    /**
     * The image that a part is about.
     *
     * @param imageId the image's id as the file has it
     */
    record Image(JsonNode imageId, String fileName) {}

    /**
     * The question of a job's part: about one of the images that a COCO file names.
     *
     * @param fileName where the image lies beside the file
     * @param wire the request, with this image's annotations
     */
    record Part(String fileName, WireRequest wire) {}

    /**
     * Why a job has no answer: the members that a problem document of the API has, with the job in place of the
     * request.
     *
     * @param status the HTTP status that a request would have been refused with
     * @param code which failure
     * @param field the request field or store key at fault, where there is one
     * @param message what is wrong and how to fix it
     * @param retryable whether the same upload may succeed under another id
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Failure(
            JobId job, int status, ErrorCode code, @Nullable String field, String message, boolean retryable) {
        static Failure of(JobId job, Problem problem) {
            return new Failure(
                    job,
                    problem.code().status(),
                    problem.code(),
                    problem.field(),
                    problem.message(),
                    problem.code().retryable());
        }

        /** The same failure as another job's. */
        Failure of(JobId other) {
            return new Failure(other, status, code, field, message, retryable);
        }
    }

    static Plan plan(BlobStore store, JobId job) {
        return read(store, JobKeys.plan(job), Plan.class);
    }

    static Parts parts(BlobStore store, JobId job) {
        return read(store, JobKeys.parts(job), Parts.class);
    }

    static Part part(BlobStore store, JobId part) {
        return read(store, JobKeys.request(part), Part.class);
    }

    static Encoding encoding(BlobStore store, JobId job) {
        return read(store, JobKeys.encoded(job), Encoding.class);
    }

    static Optional<Waiting> waiting(BlobStore store, JobId job) {
        return store.find(JobKeys.waiting(job)).map(json -> Json.read(json, Waiting.class));
    }

    static byte[] answer(BlobStore store, JobId job) {
        return find(store, JobKeys.answer(job));
    }

    /** What an earlier step wrote; its absence or damage is a fault, since messages come after what they are about. */
    private static <T> T read(BlobStore store, BlobKey key, Class<T> type) {
        byte[] json = find(store, key);
        try {
            return Json.read(json, type);
        } catch (DynReferException e) {
            throw fault(key, "cannot be read", e);
        }
    }

    private static byte[] find(BlobStore store, BlobKey key) {
        return store.find(key).orElseThrow(() -> fault(key, "is missing", null));
    }

    private static DynReferException fault(BlobKey key, String what, @Nullable Throwable cause) {
        return new DynReferException(
                ErrorCode.INTERNAL, key.value(), "'" + key + "', which an earlier step wrote, " + what + ".", cause);
    }
}
