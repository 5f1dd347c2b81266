package io.dynrefer.functions.rest;

import io.dynrefer.referring.Problem;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.region.Quoted;
import jakarta.ws.rs.container.ContainerRequestContext;

/** The web framework's refusals in this system's words. */
final class WebProblems {
    private WebProblems() {}

    static Problem of(int status, ContainerRequestContext request) {
        String path = Quoted.of(request.getUriInfo().getPath());
        return switch (status) {
            case 404 ->
                new Problem(
                        ErrorCode.NOT_FOUND,
                        "path",
                        "There is nothing at " + path + "; the API is described at /q/openapi.");
            case 405 ->
                new Problem(
                        ErrorCode.INVALID_REQUEST,
                        "method",
                        path + " does not take " + Quoted.of(request.getMethod()) + ".");
            case 406 ->
                new Problem(ErrorCode.INVALID_REQUEST, "Accept", path + " cannot answer in the media type asked for.");
            case 413 -> tooLarge();
            case 415 ->
                new Problem(
                        ErrorCode.INVALID_REQUEST,
                        "Content-Type",
                        path + " does not take " + Quoted.of(request.getMediaType()) + ".");
            default -> new Problem(ErrorCode.INVALID_REQUEST, null, "The request is malformed (HTTP " + status + ").");
        };
    }

    static Problem tooLarge() {
        return new Problem(ErrorCode.TOO_LARGE, "body", "The request's body is larger than this server takes.");
    }
}
