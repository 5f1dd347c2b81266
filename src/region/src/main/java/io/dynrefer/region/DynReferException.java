package io.dynrefer.region;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one root of this system's failures. The message names the offending field or key and says how to fix it; the code
 * says which status the failure has and whether a retry helps.
 */
public class DynReferException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final @Nullable String field;

    public DynReferException(ErrorCode code, String message) {
        this(code, null, message, null);
    }

    public DynReferException(ErrorCode code, @Nullable String field, String message) {
        this(code, field, message, null);
    }

    public DynReferException(ErrorCode code, @Nullable String field, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = Objects.requireNonNull(code, "code");
        this.field = field;
    }

    /** A 400 that names the request field at fault. */
    public static DynReferException invalid(String field, String message) {
        return new DynReferException(ErrorCode.INVALID_REQUEST, field, message);
    }

    public ErrorCode code() {
        return code;
    }

    /** The request field (dotted path) or store key at fault, where there is one. */
    public Optional<String> field() {
        return Optional.ofNullable(field);
    }
}
