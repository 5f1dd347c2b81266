package io.dynrefer.data.imports;

import io.dynrefer.data.Split;
import io.dynrefer.data.formats.FormatRecord;
import io.dynrefer.data.formats.RecordList;
import io.dynrefer.region.Box;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A labelled region of a list: a record {@code {file, category, split, bbox}} of a JSON list, with {@code coarse},
 * {@code attributes} and {@code source} where it has them.
 *
 * @param file the image's path, relative to the list
 * @param category what the region shows
 * @param coarse a broader category; empty where there is none
 * @param attributes {@code color:red} or a bare word
 * @param source the part of the list it is from; empty where it does not say
 */
record ListedRegion(
        String file, Split split, Box box, String category, String coarse, List<String> attributes, String source) {
    ListedRegion {
        attributes = List.copyOf(attributes);
    }

    /** All records of a file, in its order. */
    static List<ListedRegion> read(Path file) {
        try (Stream<FormatRecord> records = RecordList.of(file)) {
            return records.map(ListedRegion::of).toList();
        }
    }

    private static ListedRegion of(FormatRecord record) {
        String file = record.text("file");
        if (file.isEmpty() || file.startsWith("/") || List.of(file.split("/")).contains("..")) {
            throw record.problem("file", "it must be a path below the folder of the list, not '" + file + "'");
        }
        return new ListedRegion(
                file,
                Split.fromWireName(record.place() + ".split", record.text("split")),
                record.xywh("bbox"),
                record.text("category"),
                optional(record, "coarse"),
                record.has("attributes") ? record.texts("attributes") : List.of(),
                optional(record, "source"));
    }

    private static String optional(FormatRecord record, String field) {
        return record.has(field) ? record.text(field) : "";
    }
}
