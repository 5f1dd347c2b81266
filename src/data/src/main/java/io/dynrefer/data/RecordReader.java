package io.dynrefer.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.dynrefer.region.Box;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.region.ImageSize;
import java.util.ArrayList;
import java.util.List;

/** Reads one record of an annotation file; what does not fit is an error that names file, record and field. */
final class RecordReader {
    private static final int BBOX_NUMBERS = 4;

    private final JsonNode record;
    private final String fileName;
    private final String place;

    /** A record at {@code place}, e.g. {@code annotations[3]}. */
    RecordReader(JsonNode record, String fileName, String place) {
        this.record = record;
        this.fileName = fileName;
        this.place = place;
        if (!record.isObject()) {
            throw new DynReferException(
                    ErrorCode.INVALID_REQUEST, place, fileName + ": " + place + " must be an object.");
        }
    }

    String place() {
        return place;
    }

    AnnotatedImage image() {
        long id = wholeNumber("id");
        String name = text("file_name");
        if (name.isEmpty() || name.startsWith("/") || List.of(name.split("/")).contains("..")) {
            throw problem("file_name", "it must be a path within the data set, not '" + name + "'");
        }
        return new AnnotatedImage(id, name, new ImageSize(pixels("width"), pixels("height")), List.of());
    }

    AnnotatedRegion region() {
        return new AnnotatedRegion(wholeNumber("id"), box(), captions(), labels(), origin());
    }

    private List<String> captions() {
        if (record.has("caption") && record.has("captions")) {
            throw problem("caption", "give either \"caption\" or \"captions\"");
        }
        return record.has("caption") ? List.of(text("caption")) : texts("captions");
    }

    private RegionLabels labels() {
        return new RegionLabels(
                text("category"),
                texts("tags"),
                texts("attributes"),
                texts("negative_attributes"),
                texts("phrases"),
                slots());
    }

    private CaptionSlots slots() {
        if (!record.has("slots")) {
            return CaptionSlots.NONE;
        }
        RecordReader slots = new RecordReader(record.get("slots"), fileName, place + ".slots");
        return new CaptionSlots(slots.texts("attributes"), slots.text("object"), slots.texts("context"));
    }

    private RegionOrigin origin() {
        JsonNode novel = record.path("novel");
        if (!novel.isMissingNode() && !novel.isBoolean()) {
            throw problem("novel", "it must be true or false");
        }
        return new RegionOrigin(text("part"), novel.asBoolean(false), text("scene"), text("group"));
    }

    private Box box() {
        JsonNode list = record.path("bbox");
        if (!list.isArray() || list.size() != BBOX_NUMBERS) {
            throw problem("bbox", "it must be four numbers: x, y, width, height");
        }
        double[] numbers = new double[BBOX_NUMBERS];
        for (int i = 0; i < BBOX_NUMBERS; i++) {
            numbers[i] = list.get(i).asDouble();
            if (!list.get(i).isNumber() || !Double.isFinite(numbers[i])) {
                throw problem("bbox", "'" + list.get(i) + "' is not a finite number");
            }
        }
        if (numbers[2] <= 0 || numbers[3] <= 0) {
            throw problem("bbox", "width and height must be positive, not " + numbers[2] + " and " + numbers[3]);
        }
        return new Box(numbers[0], numbers[1], numbers[0] + numbers[2], numbers[1] + numbers[3]);
    }

    long wholeNumber(String field) {
        JsonNode number = record.path(field);
        if (!number.isIntegralNumber() || !number.canConvertToLong()) {
            throw problem(field, number.isMissingNode() ? "it is missing" : "it must be a whole number");
        }
        return number.asLong();
    }

    private int pixels(String field) {
        long number = wholeNumber(field);
        if (number < 1 || number > Integer.MAX_VALUE) {
            throw problem(field, "it must be a number of pixels, at least 1, not " + number);
        }
        return (int) number;
    }

    /** A text; empty where the record has none. */
    private String text(String field) {
        JsonNode text = record.path(field);
        if (!text.isTextual() && !text.isMissingNode() && !text.isNull()) {
            throw problem(field, "it must be a text");
        }
        return text instanceof MissingNode || text.isNull() ? "" : text.textValue();
    }

    /** A list of texts; empty where the record has none. */
    private List<String> texts(String field) {
        JsonNode list = record.path(field);
        if (!list.isArray() && !list.isMissingNode()) {
            throw problem(field, "it must be a list of texts");
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode text : list) {
            if (!text.isTextual() || text.textValue().isBlank()) {
                throw problem(field + "[" + texts.size() + "]", "it must be a text that is not blank");
            }
            texts.add(text.textValue());
        }
        return texts;
    }

    DynReferException problem(String field, String what) {
        return DynReferException.invalid(
                place + "." + field, fileName + ": " + place + "." + field + ": " + what + ".");
    }
}
