package io.dynrefer.store;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.region.Quoted;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Jackson's failures in the words of whoever wrote the JSON: the property, what is wrong, and what belongs there. */
public final class JsonProblems {
    private static final String DOCUMENT = "body";

    private JsonProblems() {}

    /** A document that could not be read, as a 400. What the vocabulary itself refused keeps its code and message. */
    public static DynReferException unreadable(JsonProcessingException failure) {
        String path = failure instanceof JsonMappingException mapping ? path(mapping.getPath()) : "";
        DynReferException refusal = refusal(failure);
        if (constraint(failure)) {
            return new DynReferException(
                    ErrorCode.TOO_LARGE,
                    DOCUMENT,
                    "The document has more values, deeper ones or longer ones than are read here; ask about fewer"
                            + " regions, points and words at once.",
                    failure);
        }
        if (refusal != null) {
            return new DynReferException(
                    refusal.code(),
                    join(path, refusal.field().orElse("")),
                    String.valueOf(refusal.getMessage()),
                    failure);
        }
        String field = path.isEmpty() ? DOCUMENT : path;
        return new DynReferException(ErrorCode.INVALID_REQUEST, field, field + ": " + explain(failure), failure);
    }

    /** A value that could not be written: a fault of this system. */
    static DynReferException unwritable(Object value, JsonProcessingException failure) {
        String path = failure instanceof JsonMappingException mapping ? path(mapping.getPath()) : "";
        return new DynReferException(
                ErrorCode.INTERNAL,
                join(path, ""),
                "A " + value.getClass().getSimpleName() + " cannot be written as JSON: "
                        + (path.isEmpty() ? "" : path + ": ") + failure.getOriginalMessage() + ".",
                failure);
    }

    private static @Nullable DynReferException refusal(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .filter(DynReferException.class::isInstance)
                .map(DynReferException.class::cast)
                .findFirst()
                .orElse(null);
    }

    private static boolean constraint(Throwable failure) {
        return failure instanceof StreamConstraintsException
                || failure.getCause() instanceof StreamConstraintsException;
    }

    private static String explain(JsonProcessingException failure) {
        if (failure.getCause() instanceof JsonParseException syntax) {
            return explain(syntax); // Met within a list or an object: wrapped to carry the path.
        }
        if (failure instanceof UnrecognizedPropertyException unknown) {
            Collection<Object> known = unknown.getKnownPropertyIds();
            return "There is no such property" + (known == null ? "." : "; known are " + sorted(known.stream()) + ".");
        }
        if (failure instanceof InvalidTypeIdException unknown) {
            return unknown.getTypeId() == null
                    ? "The property that says which kind this is is missing."
                    : "There is no kind '" + Quoted.of(unknown.getTypeId()) + "'.";
        }
        if (failure instanceof InvalidNullException) {
            return "It is missing or null; give it a value.";
        }
        if (failure instanceof InvalidFormatException format
                && format.getTargetType() != null
                && format.getTargetType().isEnum()) {
            return "There is no '" + Quoted.of(format.getValue()) + "'; known are " + constants(format.getTargetType())
                    + ".";
        }
        if (failure instanceof MismatchedInputException mismatch) {
            return mismatch(mismatch);
        }
        if (failure instanceof JsonMappingException) {
            return String.valueOf(failure.getOriginalMessage());
        }
        String reason = Quoted.of(failure.getOriginalMessage());
        if (reason.startsWith("Non-standard token")) {
            return "JSON has no NaN and no infinity; every number must be finite" + at(failure.getLocation());
        }
        return "This is not JSON: " + reason + at(failure.getLocation());
    }

    private static String mismatch(MismatchedInputException failure) {
        String message = String.valueOf(failure.getOriginalMessage());
        if (message.startsWith("Missing required creator property")) {
            return "It is missing; give it a value.";
        }
        if (message.startsWith("No content")) {
            return "The document is empty.";
        }
        Class<?> target = failure.getTargetType();
        return "It does not fit; " + (target == null ? "its form is wrong." : "expected " + form(target) + ".");
    }

    private static String form(Class<?> target) {
        if (target == String.class) {
            return "a text";
        }
        if (target == Integer.class || target == Integer.TYPE || target == Long.class || target == Long.TYPE) {
            return "a whole number";
        }
        if (Number.class.isAssignableFrom(target) || target.isPrimitive() && target != Boolean.TYPE) {
            return "a number";
        }
        if (target == Boolean.class || target == Boolean.TYPE) {
            return "true or false";
        }
        return Collection.class.isAssignableFrom(target) || target.isArray() ? "a list" : "an object";
    }

    private static String constants(Class<?> type) {
        return sorted(Stream.of(type.getEnumConstants())
                .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT)));
    }

    private static String sorted(Stream<?> names) {
        return names.map(String::valueOf).sorted().collect(Collectors.joining(", "));
    }

    private static String at(@Nullable JsonLocation location) {
        return location == null ? "." : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ").";
    }

    private static String path(List<JsonMappingException.Reference> references) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference reference : references) {
            if (reference.getFieldName() == null) {
                path.append('[').append(reference.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(Quoted.of(reference.getFieldName()));
            }
        }
        return path.toString();
    }

    /** {@code regions[2]} and {@code bbox} give {@code regions[2].bbox}; a repeated last name is said once. */
    private static String join(String path, String field) {
        if (path.isEmpty() || field.isEmpty()) {
            String only = path + field;
            return only.isEmpty() ? DOCUMENT : only;
        }
        String last = path.substring(path.lastIndexOf('.') + 1);
        String name = last.replaceAll("\\[.*", "");
        if (field.equals(name)) {
            return path;
        }
        return field.startsWith(name + ".") ? path + field.substring(name.length()) : path + "." + field;
    }
}
