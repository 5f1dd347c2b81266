package io.dynrefer.store;

import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import java.nio.file.FileSystemException;

/** The one form in which a backend's failure leaves it. */
public final class StoreFailures {
    private StoreFailures() {}

    /** A 503 that names the key. {@code action} completes "Could not …", e.g. {@code read}. */
    public static DynReferException unavailable(String action, BlobKey key, Throwable cause) {
        return new DynReferException(
                ErrorCode.STORE_UNAVAILABLE,
                key.value(),
                "Could not " + action + " '" + key + "': " + reason(cause),
                cause);
    }

    /** A 503 about the store as a whole, e.g. {@code unavailable("list the directory /data", cause)}. */
    public static DynReferException unavailable(String action, Throwable cause) {
        return new DynReferException(
                ErrorCode.STORE_UNAVAILABLE, "store", "Could not " + action + ": " + reason(cause), cause);
    }

    /** In words for callers, who have no business with the places of files; the cause has those, for the log. */
    private static String reason(Throwable cause) {
        String name = cause.getClass().getSimpleName();
        if (cause instanceof FileSystemException file) {
            return file.getReason() == null ? name : file.getReason();
        }
        return cause.getMessage() == null ? name : name + ": " + cause.getMessage();
    }
}
