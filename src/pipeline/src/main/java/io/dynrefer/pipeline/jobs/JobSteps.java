package io.dynrefer.pipeline.jobs;

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

    static JobEncoding encoding(BlobStore store, JobId job) {
        return read(store, JobKeys.encoded(job), JobEncoding.class);
    }

    /** What an earlier step wrote; its absence or damage is a fault, since messages come after what they are about. */
    private static <T> T read(BlobStore store, BlobKey key, Class<T> type) {
        byte[] json = store.find(key).orElseThrow(() -> fault(key, "is missing", null));
        try {
            return Json.read(json, type);
        } catch (DynReferException e) {
            throw fault(key, "cannot be read", e);
        }
    }

    private static DynReferException fault(BlobKey key, String what, @Nullable Throwable cause) {
        return new DynReferException(
                ErrorCode.INTERNAL, key.value(), "'" + key + "', which an earlier step wrote, " + what + ".", cause);
    }
}
