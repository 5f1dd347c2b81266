package io.dynrefer.referring.jobs;

import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.store.BlobKey;
import io.dynrefer.store.BlobStore;
import io.dynrefer.store.Json;
import org.jspecify.annotations.Nullable;

/** Reads what the earlier steps of a job left. */
final class JobSteps {
    private JobSteps() {}

    static JobPlan plan(BlobStore store, JobId job) {
        return read(store, JobKeys.plan(job), JobPlan.class);
    }

    static JobParts parts(BlobStore store, JobId job) {
        return read(store, JobKeys.parts(job), JobParts.class);
    }

    static JobPart part(BlobStore store, JobId part) {
        return read(store, JobKeys.request(part), JobPart.class);
    }

    static JobEncoding encoding(BlobStore store, JobId job) {
        return read(store, JobKeys.encoded(job), JobEncoding.class);
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
