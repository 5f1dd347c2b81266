package io.dynrefer.referring.jobs;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.Quoted;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The name of a job, or of one of its parts. A job's is 1 to 64 letters, digits, hyphens and underscores; who uploads
 * chooses it, and asks one question under one name. A job about several images has a part for each: {@code name.0},
 * {@code name.1}, …, which callers do not see.
 */
public record JobId(@JsonValue String value) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern NAME_OR_PART = Pattern.compile(NAME.pattern() + "(\\.[0-9]{1,9})?");
    private static final String DOT = ".";

    /** Refuses what is neither a job's name nor a part's with a 400. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public JobId {
        if (!NAME_OR_PART.matcher(value).matches()) {
            throw refusal(value);
        }
    }

    /** The job that a caller names; anything but a job's name is a 400. */
    public static JobId named(String text) {
        if (!isName(text)) {
            throw refusal(text);
        }
        return new JobId(text);
    }

    private static DynReferException refusal(String text) {
        return DynReferException.invalid(
                "job", "A job's id is 1 to 64 letters, digits, hyphens and underscores, not '" + Quoted.of(text) + "'.");
    }

    /** A new name that nobody else has. */
    public static JobId random() {
        return new JobId(UUID.randomUUID().toString());
    }

    /** The part of this job about the image at {@code index} of its list, from 0. */
    JobId part(int index) {
        return new JobId(value + DOT + index);
    }

    boolean isPart() {
        return value.contains(DOT);
    }

    /** The job that this is a part of; a job that is no part is itself. */
    JobId whole() {
        return isPart() ? new JobId(value.substring(0, value.indexOf(DOT))) : this;
    }

    /** The index of a part. */
    String index() {
        return value.substring(value.indexOf(DOT) + 1);
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
