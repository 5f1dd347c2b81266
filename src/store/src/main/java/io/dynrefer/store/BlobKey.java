package io.dynrefer.store;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.dynrefer.region.DynReferException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The name of a blob: one or more segments joined by {@code /}, e.g. {@code images/9f86d0…}.
 *
 * <p>A segment is 1 to 200 characters of any script, none of them a control character or a backslash, and does not
 * start with a dot (so there is no {@code ..}, and backends may keep their own files under dotted names). A key has at
 * most 800 bytes in UTF-8, which leaves room for a prefix in S3's 1024. Keys that differ only in case are different
 * keys.
 */
public record BlobKey(@JsonValue String value) implements Comparable<BlobKey> {
    private static final int MAX_SEGMENT = 200;
    private static final int MAX_KEY = 800;
    private static final Pattern SEGMENT = Pattern.compile("[^.\\\\\\p{Cc}\\p{Cs}][^\\\\\\p{Cc}\\p{Cs}]*");

    /** Parses a whole key; a malformed one is a 400 that says what is wrong with it. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public BlobKey {
        String fault = fault(value);
        if (!fault.isEmpty()) {
            throw DynReferException.invalid("key", "'" + value + "' is not a store key: " + fault + ".");
        }
    }

    /** The key with exactly these segments; a slash inside one is refused. */
    public static BlobKey of(String first, String... more) {
        BlobKey key = new BlobKey(more.length == 0 ? first : first + "/" + String.join("/", more));
        if (key.segments().size() != 1 + more.length) {
            throw DynReferException.invalid("key", "A segment of the store key '" + key + "' has a slash in it.");
        }
        return key;
    }

    /** Whether this text is a key. */
    public static boolean isKey(String text) {
        return fault(text).isEmpty();
    }

    /** What is wrong with a key; empty if nothing is. */
    private static String fault(String key) {
        int bytes = key.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_KEY) {
            return "it has " + bytes + " bytes, more than " + MAX_KEY;
        }
        return Arrays.stream(key.split("/", -1))
                .map(BlobKey::segmentFault)
                .filter(fault -> !fault.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static String segmentFault(String segment) {
        if (segment.isEmpty()) {
            return "a segment between slashes is empty";
        }
        if (segment.length() > MAX_SEGMENT) {
            return "a segment has " + segment.length() + " characters, more than " + MAX_SEGMENT;
        }
        if (!SEGMENT.matcher(segment).matches()) {
            return "the segment '" + segment + "' starts with a dot or has a backslash or a control character";
        }
        return "";
    }

    /** The segments in order, at least one. */
    public List<String> segments() {
        return List.of(value.split("/"));
    }

    @Override
    public int compareTo(BlobKey other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
