package io.dynrefer.referring;

import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.region.Quoted;
import org.jspecify.annotations.Nullable;

/**
 * A failure as it travels in messages and answers.
 *
 * @param code which failure
 * @param field the request field or store key at fault, where there is one
 * @param message what is wrong and how to fix it
 */
public record Problem(ErrorCode code, @Nullable String field, String message) {
    /** Characters of a message; more could only be what somebody sent. */
    private static final int MOST = 1000;

    public Problem {
        field = field == null ? null : Quoted.of(field);
        message = message.length() <= MOST ? message : message.substring(0, MOST) + "…";
    }

    public static Problem of(DynReferException failure) {
        String message = failure.getMessage();
        return new Problem(
                failure.code(),
                failure.field().orElse(null),
                message == null ? failure.code().wireName() : message);
    }

    public DynReferException toException() {
        return new DynReferException(code, field, message);
    }
}
