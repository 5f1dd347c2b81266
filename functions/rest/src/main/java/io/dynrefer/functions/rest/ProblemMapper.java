package io.dynrefer.functions.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.dynrefer.referring.Problem;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.region.OutOfMemory;
import io.dynrefer.store.JsonProblems;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The one place where failures become HTTP answers. */
public final class ProblemMapper {
    /** Seconds after which a retryable request is worth sending again. */
    private static final String RETRY_AFTER = "2";

    private static final Logger LOG = Logger.getLogger(ProblemMapper.class);

    @ServerExceptionMapper
    public Response refused(DynReferException failure, ContainerRequestContext request) {
        return answer(problem(failure, RequestIds.of(request)), request);
    }

    @ServerExceptionMapper
    public Response unreadable(JsonProcessingException failure, ContainerRequestContext request) {
        return refused(JsonProblems.unreadable(failure), request);
    }

    /** What the web framework itself refuses: no such path, wrong method or media type, a body that is too large. */
    @ServerExceptionMapper
    public Response web(WebApplicationException failure, ContainerRequestContext request) {
        if (failure.getCause() instanceof JsonProcessingException json) {
            return unreadable(json, request);
        }
        int status = failure.getResponse().getStatus();
        if (status >= Response.Status.INTERNAL_SERVER_ERROR.getStatusCode()) {
            return fault(failure, request);
        }
        Response.ResponseBuilder answer = answer(WebProblems.of(status, request), status, request);
        return status == Response.Status.METHOD_NOT_ALLOWED.getStatusCode()
                ? answer.header(HttpHeaders.ALLOW, AllowedMethods.of(request)).build()
                : answer.build();
    }

    @ServerExceptionMapper
    public Response fault(Throwable failure, ContainerRequestContext request) {
        return answer(problem(failure, RequestIds.of(request)), request);
    }

    /** What a caller is told about a failure; what is not the caller's doing is logged, under the request's id. */
    public static Problem problem(Throwable failure, String requestId) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof DynReferException refusal && refusal.code() != ErrorCode.INTERNAL) {
            return Problem.of(refusal);
        }
        if (OutOfMemory.in(cause)) {
            LOG.warnf(cause, "There was not enough memory for the request %s", requestId);
            return Problem.of(OutOfMemory.refusal(cause));
        }
        Optional<Problem> broken = BrokenRequests.problem(cause);
        if (broken.isPresent()) {
            LOG.debugf(cause, "Request %s could not be read", requestId);
            return broken.get();
        }
        LOG.errorf(cause, "Request %s failed", requestId);
        return new Problem(
                ErrorCode.INTERNAL, null, "Something went wrong here; the log has the details under the request's id.");
    }

    private static Response answer(Problem problem, ContainerRequestContext request) {
        return answer(problem, problem.code().status(), request).build();
    }

    private static Response.ResponseBuilder answer(Problem problem, int status, ContainerRequestContext request) {
        ProblemDocument document = ProblemDocument.of(problem, status, RequestIds.of(request));
        Response.ResponseBuilder answer =
                Response.status(status).type(ProblemDocument.MEDIA_TYPE).entity(document);
        return problem.code().retryable() ? answer.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER) : answer;
    }
}
