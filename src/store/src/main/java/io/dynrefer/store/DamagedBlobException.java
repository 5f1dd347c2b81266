package io.dynrefer.store;

import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import org.jspecify.annotations.Nullable;

/** Stored bytes that cannot be what their key says. */
final class DamagedBlobException extends DynReferException {
    private static final long serialVersionUID = 1L;

    DamagedBlobException(BlobKey key, String reason, @Nullable Throwable cause) {
        super(
                ErrorCode.INTERNAL,
                key.value(),
                "The blob '" + key + "' is damaged (" + reason + "). Delete it; it will be made again when needed.",
                cause);
    }
}
