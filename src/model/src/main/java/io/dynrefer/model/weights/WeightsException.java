package io.dynrefer.model.weights;

import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A weights file that cannot be used; the message names the file and, where there is one, the tensor. */
public final class WeightsException extends DynReferException {
    private static final long serialVersionUID = 1L;

    public WeightsException(Path file, String message) {
        this(file, message, null);
    }

    public WeightsException(Path file, String message, @Nullable Throwable cause) {
        super(ErrorCode.INTERNAL, "weights", file + ": " + message, cause);
    }
}
