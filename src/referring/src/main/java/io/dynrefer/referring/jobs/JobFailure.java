package io.dynrefer.referring.jobs;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.dynrefer.referring.Problem;
import io.dynrefer.region.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * Why a job has no answer: the members that a problem document of the API has, with the job in place of the request.
 *
 * @param status the HTTP status that a request would have been refused with
 * @param code which failure
 * @param field the request field or store key at fault, where there is one
 * @param message what is wrong and how to fix it
 * @param retryable whether the same upload may succeed under another id
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JobFailure(
        JobId job, int status, ErrorCode code, @Nullable String field, String message, boolean retryable) {
    /** The same failure as another job's. */
    JobFailure of(JobId other) {
        return new JobFailure(other, status, code, field, message, retryable);
    }

    static JobFailure of(JobId job, Problem problem) {
        return new JobFailure(
                job,
                problem.code().status(),
                problem.code(),
                problem.field(),
                problem.message(),
                problem.code().retryable());
    }
}
