package io.dynrefer.functions.api;

import io.dynrefer.functions.rest.ProblemDocument;
import io.dynrefer.functions.rest.RequestIds;
import io.dynrefer.store.Json;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Refuses bodies that announce more bytes than a gateway takes, before any of them is read. The web server would refuse
 * them too, but with an empty answer.
 */
@Singleton
final class BodyLimit {
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
        ProblemDocument problem = ProblemDocument.bodyTooLarge(maxBytes, requestId);
        context.response()
                .setStatusCode(problem.status())
                .putHeader(RequestIds.HEADER, requestId)
                .putHeader(HttpHeaders.CONTENT_TYPE, ProblemDocument.MEDIA_TYPE)
                .putHeader(HttpHeaders.CONNECTION, "close")
                .end(Buffer.buffer(Json.write(problem)));
    }
}
