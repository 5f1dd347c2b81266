package io.dynrefer.functions.rest;

import io.dynrefer.referring.Problem;
import io.dynrefer.region.ErrorCode;
import io.vertx.core.VertxException;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the web framework throws on requests that are none, in exceptions of every kind: known by where they come from.
 * They are the sender's doing, and nothing to wake anybody for.
 */
final class BrokenRequests {
    /** Parts of the framework that read requests. */
    private static final List<String> READERS = List.of(
            "org.jboss.resteasy.reactive.server.core.multipart.",
            "org.jboss.resteasy.reactive.server.handlers.FormBodyHandler",
            "org.jboss.resteasy.reactive.common.headers.",
            "org.jboss.resteasy.reactive.server.handlers.MediaTypeMapper");

    /** What fails in these is this machine's, such as a full disk. */
    private static final List<String> FILES =
            List.of("java.io.File", "java.io.RandomAccess", "sun.nio.", "java.nio.file.");

    private BrokenRequests() {}

    /** The problem of a failure to read a request; empty for any other failure. */
    static Optional<Problem> problem(Throwable failure) {
        if (causes(failure).anyMatch(BrokenRequests::gone)) {
            return Optional.of(new Problem(
                    ErrorCode.INVALID_REQUEST, "body", "The connection ended before the request was complete."));
        }
        boolean readers = causes(failure).anyMatch(BrokenRequests::inReader);
        boolean ours = causes(failure)
                .anyMatch(cause -> hasFrame(cause, List.of("io.dynrefer.referring.", "io.dynrefer.store.")));
        return readers && !ours
                ? Optional.of(new Problem(
                        ErrorCode.INVALID_REQUEST,
                        "body",
                        "The request cannot be read: its form is malformed or cut short."))
                : Optional.empty();
    }

    private static boolean gone(Throwable cause) {
        return cause instanceof ClosedChannelException
                || cause instanceof VertxException
                        && String.valueOf(cause.getMessage()).contains("closed");
    }

    private static boolean inReader(Throwable cause) {
        StackTraceElement[] frames = cause.getStackTrace();
        return frames.length > 0
                && FILES.stream().noneMatch(frames[0].getClassName()::startsWith)
                && hasFrame(cause, READERS);
    }

    private static boolean hasFrame(Throwable cause, List<String> prefixes) {
        return Stream.of(cause.getStackTrace())
                .anyMatch(frame -> prefixes.stream().anyMatch(frame.getClassName()::startsWith));
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(20);
    }
}
