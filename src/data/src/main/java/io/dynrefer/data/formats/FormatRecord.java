package io.dynrefer.data.formats;

import com.fasterxml.jackson.databind.JsonNode;
import io.dynrefer.region.Box;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.Quoted;
import io.dynrefer.region.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/** A JSON object of an annotation file. Whatever does not fit is a 400 whose message names file, record and field. */
public final class FormatRecord {
    private static final int BOX_NUMBERS = 4;

    private final JsonNode node;
    private final String file;
    private final String place;

    /** An object at {@code place}, e.g. {@code annotations[3]}. */
    public FormatRecord(JsonNode node, String file, String place) {
        this.node = node;
        this.file = file;
        this.place = place;
        if (!node.isObject()) {
            throw DynReferException.invalid(place, file + ": " + place + " must be an object.");
        }
    }

    /** The JSON object itself. */
    public JsonNode node() {
        return node;
    }

    /** Where the object stands in its file. */
    public String place() {
        return place;
    }

    /** Whether the field is there and not null. */
    public boolean has(String field) {
        return node.hasNonNull(field);
    }

    /** A whole number, also written {@code 1.0}; true and false are 1 and 0. */
    public long wholeNumber(String field) {
        JsonNode number = required(field);
        if (number.isBoolean()) {
            return number.booleanValue() ? 1 : 0;
        }
        if (!number.isNumber() || number.doubleValue() != number.longValue()) {
            throw problem(field, "it must be a whole number, not " + Quoted.of(number));
        }
        return number.longValue();
    }

    /** An id: a whole number, or a text, which stands for a number of its own. */
    public long id(String field) {
        JsonNode id = required(field);
        return id.isTextual() ? idOf(id.textValue()) : wholeNumber(field);
    }

    /** The number that a text stands for as an id: the one it writes, or one below zero by its digest. */
    static long idOf(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            MessageDigest digest = Sha256.start();
            return ByteBuffer.wrap(digest.digest(text.getBytes(StandardCharsets.UTF_8)))
                            .getLong()
                    | Long.MIN_VALUE;
        }
    }

    /** A finite number. */
    public double number(String field) {
        return finite(field, required(field));
    }

    /** A size in pixels, at least 1. */
    public int pixels(String field) {
        long pixels = wholeNumber(field);
        if (pixels < 1 || pixels > Integer.MAX_VALUE) {
            throw problem(field, "it must be a number of pixels, at least 1, not " + pixels);
        }
        return (int) pixels;
    }

    /** A text, which may be empty. */
    public String text(String field) {
        JsonNode text = required(field);
        if (!text.isTextual()) {
            throw problem(field, "it must be a text, not " + text);
        }
        return text.textValue();
    }

    /** A list of texts, none of them blank. */
    public List<String> texts(String field) {
        List<String> texts = new ArrayList<>();
        for (JsonNode text : list(field)) {
            if (!text.isTextual() || text.textValue().isBlank()) {
                throw problem(field + "[" + texts.size() + "]", "it must be a text that is not blank, not " + text);
            }
            texts.add(text.textValue());
        }
        return texts;
    }

    /** True or false. */
    public boolean flag(String field) {
        JsonNode flag = required(field);
        if (!flag.isBoolean()) {
            throw problem(field, "it must be true or false, not " + flag);
        }
        return flag.booleanValue();
    }

    /** An object in this one. */
    public FormatRecord record(String field) {
        return new FormatRecord(required(field), file, place + "." + field);
    }

    /** A list of objects in this one. */
    public List<FormatRecord> records(String field) {
        List<FormatRecord> records = new ArrayList<>();
        for (JsonNode item : list(field)) {
            records.add(new FormatRecord(item, file, place + "." + field + "[" + records.size() + "]"));
        }
        return records;
    }

    /** A list of whole numbers. */
    public List<Integer> wholeNumbers(String field) {
        List<Integer> numbers = new ArrayList<>();
        for (JsonNode number : list(field)) {
            if (!number.isIntegralNumber() || !number.canConvertToInt()) {
                throw problem(field + "[" + numbers.size() + "]", "it must be a whole number, not " + number);
            }
            numbers.add(number.intValue());
        }
        return numbers;
    }

    /** Four numbers: {@code x, y, width, height}, the sizes not negative. */
    public Box xywh(String field) {
        double[] numbers = four(field);
        if (numbers[2] < 0 || numbers[3] < 0) {
            throw problem(field, "width and height must not be negative: " + node.get(field));
        }
        return new Box(numbers[0], numbers[1], numbers[0] + numbers[2], numbers[1] + numbers[3]);
    }

    /** Four numbers: {@code x1, y1, x2, y2}, ordered. */
    public Box corners(String field) {
        double[] numbers = four(field);
        if (numbers[2] < numbers[0] || numbers[3] < numbers[1]) {
            throw problem(field, "it must be x1, y1, x2, y2 with x1 <= x2 and y1 <= y2: " + node.get(field));
        }
        return new Box(numbers[0], numbers[1], numbers[2], numbers[3]);
    }

    private double[] four(String field) {
        JsonNode list = list(field);
        if (list.size() != BOX_NUMBERS) {
            throw problem(field, "it must be four numbers, not " + list);
        }
        double[] numbers = new double[BOX_NUMBERS];
        for (int i = 0; i < BOX_NUMBERS; i++) {
            numbers[i] = finite(field, list.get(i));
        }
        return numbers;
    }

    private double finite(String field, JsonNode number) {
        if (!number.isNumber() || !Double.isFinite(number.doubleValue())) {
            throw problem(field, "it must be a finite number, not " + number);
        }
        return number.doubleValue();
    }

    private JsonNode list(String field) {
        JsonNode list = required(field);
        if (!list.isArray()) {
            throw problem(field, "it must be a list, not " + list.getNodeType());
        }
        return list;
    }

    private JsonNode required(String field) {
        JsonNode value = node.path(field);
        if (value.isMissingNode() || value.isNull()) {
            throw problem(field, "it is missing");
        }
        return value;
    }

    /** The error about one of this record's fields. */
    public DynReferException problem(String field, String what) {
        return DynReferException.invalid(place + "." + field, file + ": " + place + "." + field + ": " + what + ".");
    }
}
