package io.dynrefer.pipeline.jobs;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.dynrefer.region.DynReferException;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The name of a job: 1 to 64 letters, digits, hyphens and underscores. Who uploads chooses it, and asks one question
 * under one name.
 */
public record JobId(@JsonValue String value) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    /** Refuses what is not a job's name with a 400. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public JobId {
        if (!isName(value)) {
            throw DynReferException.invalid(
                    "job", "A job's id is 1 to 64 letters, digits, hyphens and underscores, not '" + value + "'.");
        }
    }

    /** A new name that nobody else has. */
    public static JobId random() {
        return new JobId(UUID.randomUUID().toString());
    }

    /** Whether a job can be called so. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
