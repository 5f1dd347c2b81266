package io.dynrefer.safetensors;

import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import org.jspecify.annotations.Nullable;

/** A file of arrays that cannot be used; the message names the file and, where there is one, the tensor. */
public final class SafeTensorsException extends DynReferException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    /** @param source the file, or whatever else the bytes come from */
    SafeTensorsException(String source, String reason, @Nullable Throwable cause) {
        super(ErrorCode.INTERNAL, "weights", source + ": " + reason, cause);
        this.reason = reason;
    }

    /** What is wrong, without the name of the file. */
    public String reason() {
        return reason;
    }
}
