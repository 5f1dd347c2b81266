package io.dynrefer.functions.api;

import io.dynrefer.functions.rest.ProblemDocument;
import io.dynrefer.functions.rest.RequestIds;
import io.dynrefer.referring.Problem;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.region.Quoted;
import io.dynrefer.store.Json;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads bodies on the event loop, so that one that comes slowly holds no thread, and refuses those that are too large,
 * too slow, or too much beside the others. One that announces too many bytes is refused before any of them is read. The
 * web server has such limits, too, but answers with nothing. Forms go on to the framework, which puts their files on
 * disk as they come.
 */
@Singleton
public final class BodyLimit {
    private static final Logger LOG = Logger.getLogger(BodyLimit.class);

    /** Before the web server's own limit. */
    private static final int PRIORITY = 100;

    /** Time that a small body may take; what a large one may take besides is by its length. */
    private static final long PATIENCE_SECONDS = 30;

    private static final long SLOWEST_BYTES_PER_SECOND = 128 << 10;
    private static final String FORM = "multipart/";
    private static final String CONTINUE = "100-continue";
    private static final int REQUEST_TIMEOUT = 408;

    private final long maxBytes;
    private final long maxBytesTogether;
    private final AtomicLong bytesTogether = new AtomicLong();
    private final Vertx vertx;

    BodyLimit(GatewaySettings settings, Vertx vertx) {
        this.maxBytes = settings.maxBodyBytes();
        this.maxBytesTogether = Math.max(maxBytes, Runtime.getRuntime().maxMemory() / 8);
        this.vertx = vertx;
    }

    void register(@Observes Filters filters) {
        filters.register(this::take, PRIORITY);
    }

    private void take(RoutingContext context) {
        HttpServerRequest request = context.request();
        Problem malformed = malformed(request);
        if (malformed != null) {
            refuse(context, malformed.code().status(), malformed);
            return;
        }
        String announced = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        long length = announced == null ? maxBytes : Long.parseLong(announced);
        if (length > maxBytes) {
            refuse(context, ErrorCode.TOO_LARGE.status(), tooLarge());
        } else if (request.method() != HttpMethod.POST) {
            context.next();
        } else {
            long timer = vertx.setTimer(
                    TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS + length / SLOWEST_BYTES_PER_SECOND),
                    late -> tooSlow(context));
            context.addEndHandler(ended -> vertx.cancelTimer(timer));
            String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
            if (type != null && type.startsWith(FORM)) {
                context.next();
            } else {
                read(context);
            }
        }
    }

    /** What the framework would take for a fault of its own. */
    private static @Nullable Problem malformed(HttpServerRequest request) {
        String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        try {
            MediaType media = type == null ? null : MediaType.valueOf(type);
            if (media != null
                    && media.getType().equals("multipart")
                    && media.getParameters().getOrDefault("boundary", "").isBlank()) {
                return new Problem(
                        ErrorCode.INVALID_REQUEST, "Content-Type", "A form's Content-Type says what its boundary is.");
            }
            return null;
        } catch (IllegalArgumentException e) {
            return new Problem(
                    ErrorCode.INVALID_REQUEST,
                    "Content-Type",
                    "'" + Quoted.of(type == null ? "" : type) + "' is no media type.");
        }
    }

    /** Collects the body and goes on when it is there; its bytes count until the request is answered. */
    private void read(RoutingContext context) {
        HttpServerRequest request = context.request();
        Buffer body = Buffer.buffer();
        context.addEndHandler(ended -> bytesTogether.addAndGet(-body.length()));
        request.handler(bytes -> {
            if (context.response().ended()) {
                return;
            }
            body.appendBuffer(bytes);
            if (body.length() > maxBytes) {
                refuse(context, ErrorCode.TOO_LARGE.status(), tooLarge());
            } else if (bytesTogether.addAndGet(bytes.length()) > maxBytesTogether) {
                refuse(context, ErrorCode.OVER_CAPACITY.status(), tooMuch());
            }
        });
        request.endHandler(ended -> {
            if (!context.response().ended()) {
                ((RoutingContextInternal) context).setBody(body);
                context.next();
            }
        });
        request.exceptionHandler(gone -> LOG.debugf(gone, "A client went away before its request was complete"));
        if (CONTINUE.equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            context.response().writeContinue();
        }
    }

    private void tooSlow(RoutingContext context) {
        if (!context.request().isEnded() && !context.response().ended()) {
            refuse(
                    context,
                    REQUEST_TIMEOUT,
                    new Problem(
                            ErrorCode.INVALID_REQUEST,
                            "body",
                            "The request's body came too slowly; at least " + SLOWEST_BYTES_PER_SECOND
                                    + " bytes a second are expected."));
        }
    }

    private void refuse(RoutingContext context, int status, Problem problem) {
        String requestId = RequestIds.orRandom(context.request().getHeader(RequestIds.HEADER));
        context.response()
                .putHeader(HttpHeaders.CONNECTION, "close") // The rest of the body is not read.
                .setStatusCode(status)
                .putHeader(RequestIds.HEADER, requestId)
                .putHeader(HttpHeaders.CONTENT_TYPE, ProblemDocument.MEDIA_TYPE)
                .end(Buffer.buffer(Json.write(ProblemDocument.of(problem, status, requestId))))
                .onComplete(sent -> context.request().connection().close());
    }

    private Problem tooLarge() {
        return new Problem(
                ErrorCode.TOO_LARGE,
                "body",
                "The request's body is larger than the " + maxBytes + " bytes taken here.");
    }

    private static Problem tooMuch() {
        return new Problem(
                ErrorCode.OVER_CAPACITY,
                "body",
                "This gateway holds as many bytes of requests as it can; send it again soon.");
    }
}
