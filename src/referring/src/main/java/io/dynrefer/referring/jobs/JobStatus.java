package io.dynrefer.referring.jobs;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How far a job is. */
public enum JobStatus {
    /** Uploaded; its views are not known yet. */
    QUEUED,
    /** Its views are known; it waits for the encoder or the decoders, or is with them. */
    RUNNING,
    /** Its answer is there. */
    DONE,
    /** It has a failure in place of an answer. */
    FAILED,
    /** Given up by the caller before it had an answer. */
    CANCELLED;

    /** The status as it appears on the wire. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
