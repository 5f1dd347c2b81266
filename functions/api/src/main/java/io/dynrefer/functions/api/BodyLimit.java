package io.dynrefer.functions.api;

import io.dynrefer.functions.rest.ProblemDocument;
import io.dynrefer.functions.rest.RequestIds;
import io.dynrefer.referring.Problem;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.store.Json;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;

/**
 * Refuses bodies of more bytes than a gateway takes: those that announce it before any of them is read. The web server
 * would refuse them too, but with an empty answer.
 */
@Singleton
public final class BodyLimit {
    /** Before the web server's own limit. */
    private static final int PRIORITY = 100;

    private final long maxBytes;

    BodyLimit(GatewaySettings settings) {
        this.maxBytes = settings.maxBodyBytes();
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, PRIORITY);
    }

    private void check(RoutingContext context) {
        String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null || Long.parseLong(length) <= maxBytes) {
            context.next();
            return;
        }
        String requestId = RequestIds.orRandom(context.request().getHeader(RequestIds.HEADER));
        if (context.request().version() != HttpVersion.HTTP_2) {
            // The rest of the body is not read, so the connection cannot be used again; HTTP/2 has no such header.
            context.response().putHeader(HttpHeaders.CONNECTION, "close");
        }
        context.response()
                .setStatusCode(ErrorCode.TOO_LARGE.status())
                .putHeader(RequestIds.HEADER, requestId)
                .putHeader(HttpHeaders.CONTENT_TYPE, ProblemDocument.MEDIA_TYPE)
                .end(Buffer.buffer(Json.write(ProblemDocument.of(Problem.of(refusal()), requestId))));
    }

    /** The whole body, of unannounced length; refuses it as soon as it turns out to be too large. */
    byte[] read(InputStream body) {
        try {
            byte[] bytes = body.readNBytes(Math.toIntExact(maxBytes + 1));
            if (bytes.length > maxBytes) {
                throw refusal();
            }
            return bytes;
        } catch (IOException e) {
            throw new DynReferException(
                    ErrorCode.INVALID_REQUEST, "body", "The request's body ended before it was complete.", e);
        }
    }

    private DynReferException refusal() {
        return new DynReferException(
                ErrorCode.TOO_LARGE,
                "body",
                "The request's body is larger than the " + maxBytes + " bytes taken here.");
    }
}
