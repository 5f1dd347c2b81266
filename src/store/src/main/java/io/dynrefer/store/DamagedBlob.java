package io.dynrefer.store;

import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import org.jspecify.annotations.Nullable;

/** The one form in which stored bytes that cannot be what their key says are refused. */
final class DamagedBlob {
    private DamagedBlob() {}

    /** A 500 that names the key and the way out. */
    static DynReferException of(BlobKey key, String reason, @Nullable Throwable cause) {
        return new DynReferException(
                ErrorCode.INTERNAL,
                key.value(),
                "The blob '" + key + "' is damaged (" + reason + "). Delete it; it will be made again when needed.",
                cause);
    }
}
