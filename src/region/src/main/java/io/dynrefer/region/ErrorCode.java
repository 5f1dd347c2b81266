package io.dynrefer.region;

import java.util.Locale;

/** What went wrong, the HTTP status that says so, and whether the same request may succeed later. */
public enum ErrorCode {
    INVALID_REQUEST(400, false),
    /** No token where one is asked for, or one that nobody was given. */
    UNAUTHORIZED(401, false),
    NOT_FOUND(404, false),
    TOO_LARGE(413, false),
    NOT_AN_IMAGE(415, false),
    UNREADABLE_IMAGE(422, false),
    REGION_OUTSIDE_IMAGE(422, false),
    EMPTY_REGION(422, false),
    /** A decoder was given a representation built from views that the task may not use. */
    VIEWS_NOT_PERMITTED(422, false),
    TOO_MANY_REQUESTS(429, true),
    INTERNAL(500, false),
    NOT_READY(503, true),
    OVER_CAPACITY(503, true),
    STORE_UNAVAILABLE(503, true),
    /** The time that one request may take is over; what it computed so far is kept in the store. */
    TIMED_OUT(504, true);

    private final int status;
    private final boolean retryable;

    ErrorCode(int status, boolean retryable) {
        this.status = status;
        this.retryable = retryable;
    }

    /** The HTTP status of an answer with this code. */
    public int status() {
        return status;
    }

    /** Whether the same request may succeed when sent again. */
    public boolean retryable() {
        return retryable;
    }

    /** The code as it appears on the wire: lower case with underscores, e.g. {@code region_outside_image}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
