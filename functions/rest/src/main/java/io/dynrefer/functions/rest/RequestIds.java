package io.dynrefer.functions.rest;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/** Gives every request an id: the caller's {@code X-Request-Id} if it is a plain word, otherwise a random one. */
public final class RequestIds {
    /** The header of requests and answers. */
    public static final String HEADER = "X-Request-Id";

    private static final String PROPERTY = RequestIds.class.getName();
    /** What may be repeated in a header and a log line without a second thought. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    @ServerRequestFilter(preMatching = true, nonBlocking = true)
    public void begin(ContainerRequestContext request) {
        MDC.put("requestId", of(request));
    }

    @ServerResponseFilter
    public void end(ContainerRequestContext request, ContainerResponseContext response) {
        response.getHeaders().putSingle(HEADER, of(request));
    }

    /** The id of this request. */
    public static String of(ContainerRequestContext request) {
        if (request.getProperty(PROPERTY) instanceof String known) {
            return known;
        }
        String id = orRandom(request.getHeaderString(HEADER));
        request.setProperty(PROPERTY, id);
        return id;
    }

    /** The given id if it is a plain word, otherwise a random one. */
    public static String orRandom(@Nullable String given) {
        return given != null && PLAIN.matcher(given).matches()
                ? given
                : UUID.randomUUID().toString();
    }
}
