package io.dynrefer.data;

import com.fasterxml.jackson.databind.JsonNode;
import io.dynrefer.data.formats.FormatRecord;
import io.dynrefer.region.Box;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ImageSize;
import java.util.List;

/** Reads one record of an annotation file; what does not fit is an error that names file, record and field. */
final class RecordReader {
    private final FormatRecord record;

    /** A record at {@code place}, e.g. {@code annotations[3]}. */
    RecordReader(JsonNode record, String fileName, String place) {
        this(new FormatRecord(record, fileName, place));
    }

    private RecordReader(FormatRecord record) {
        this.record = record;
    }

    String place() {
        return record.place();
    }

    AnnotatedImage image() {
        long id = record.wholeNumber("id");
        String name = record.text("file_name");
        if (name.isEmpty() || name.startsWith("/") || List.of(name.split("/")).contains("..")) {
            throw record.problem("file_name", "it must be a path within the data set, not '" + name + "'");
        }
        return new AnnotatedImage(id, name, new ImageSize(record.pixels("width"), record.pixels("height")), List.of());
    }

    AnnotatedRegion region() {
        return new AnnotatedRegion(record.wholeNumber("id"), box(), captions(), labels(), origin());
    }

    /** The image that a region belongs to. */
    long imageId() {
        return record.wholeNumber("image_id");
    }

    private List<String> captions() {
        if (record.has("caption") && record.has("captions")) {
            throw record.problem("caption", "give either \"caption\" or \"captions\"");
        }
        if (record.has("captions")) {
            return record.texts("captions");
        }
        return record.has("caption") ? List.of(record.text("caption")) : List.of();
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
        RecordReader slots = new RecordReader(record.record("slots"));
        return new CaptionSlots(slots.texts("attributes"), slots.text("object"), slots.texts("context"));
    }

    private RegionOrigin origin() {
        boolean novel = record.has("novel") && record.flag("novel");
        return new RegionOrigin(text("part"), novel, text("scene"), text("group"));
    }

    private Box box() {
        Box box = record.xywh("bbox");
        if (box.width() <= 0 || box.height() <= 0) {
            throw record.problem(
                    "bbox", "width and height must be positive, not " + box.width() + " and " + box.height());
        }
        return box;
    }

    /** A word; empty where the record has none. Words recur in thousands of records, so each is kept once. */
    private String text(String field) {
        return record.has(field) ? record.text(field).intern() : "";
    }

    /** A list of words; empty where the record has none. */
    private List<String> texts(String field) {
        return record.has(field)
                ? record.texts(field).stream().map(String::intern).toList()
                : List.of();
    }

    DynReferException problem(String field, String what) {
        return record.problem(field, what);
    }
}
