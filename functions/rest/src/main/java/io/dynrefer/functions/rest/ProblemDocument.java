package io.dynrefer.functions.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.dynrefer.referring.Problem;
import io.dynrefer.region.ErrorCode;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/**
 * An error as HTTP carries it: {@code application/problem+json} (RFC 9457) with this system's own members.
 *
 * @param title the status in words
 * @param status the HTTP status
 * @param code which failure, e.g. {@code region_outside_image}
 * @param field the request field or store key at fault, where there is one
 * @param message what is wrong and how to fix it
 * @param retryable whether the same request may succeed later
 * @param requestId names this request in the log
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProblemDocument(
        String title,
        int status,
        ErrorCode code,
        @Nullable String field,
        String message,
        boolean retryable,
        String requestId) {
    /** Its media type. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /** The document of this problem. */
    public static ProblemDocument of(Problem problem, String requestId) {
        return of(problem, problem.code().status(), requestId);
    }

    /** The document of this problem; {@code status} may say more than the problem's code does, e.g. 405. */
    public static ProblemDocument of(Problem problem, int status, String requestId) {
        return new ProblemDocument(
                title(status),
                status,
                problem.code(),
                problem.field(),
                problem.message(),
                problem.code().retryable(),
                requestId);
    }

    /** The problem this document is about. */
    public Problem problem() {
        return new Problem(code, field, message);
    }

    private static String title(int status) {
        Response.Status known = Response.Status.fromStatusCode(status);
        // Newer than the framework's list.
        return known == null ? (status == 422 ? "Unprocessable Content" : "HTTP " + status) : known.getReasonPhrase();
    }
}
