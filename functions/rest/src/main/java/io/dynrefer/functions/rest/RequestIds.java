package io.dynrefer.functions.rest;

import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** Gives every request an id: the caller's {@code X-Request-Id} if it is a plain word, otherwise a random one. */
public final class RequestIds {
    /** The header of requests and answers. */
    public static final String HEADER = "X-Request-Id";

    private static final String PROPERTY = RequestIds.class.getName();
    /** What may be repeated in a header and a log line without a second thought. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /** The answer's header is set at once: those that are streams go through no filter. */
    @ServerRequestFilter(preMatching = true, nonBlocking = true)
    public void begin(ContainerRequestContext request, HttpServerResponse answer) {
        String id = of(request);
        MDC.put("requestId", id);
        answer.putHeader(HEADER, id);
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
