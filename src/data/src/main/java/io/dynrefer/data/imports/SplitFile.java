package io.dynrefer.data.imports;

import com.fasterxml.jackson.databind.JsonNode;
import io.dynrefer.data.Split;
import io.dynrefer.data.formats.FormatRecord;
import io.dynrefer.data.formats.PublishedFiles;
import io.dynrefer.region.DynReferException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The splits of a COCO-style file: {@code {"train": [image ids], "val": […], "test": […]}}. */
final class SplitFile {
    private SplitFile() {}

    /** The split of each image that the file names; an image in two of them is refused. */
    static Map<Long, Split> read(Path file) {
        FormatRecord lists = new FormatRecord(PublishedFiles.tree(file), String.valueOf(file.getFileName()), "splits");
        Map<Long, Split> splits = new HashMap<>();
        for (Split split : Split.values()) {
            JsonNode ids = lists.node().path(split.wireName());
            for (JsonNode id : ids) {
                Split before = splits.put(id.longValue(), split);
                if (!id.isIntegralNumber() || before != null) {
                    throw problem(lists, split, id, before == null ? "it is no image id" : "it is in two lists");
                }
            }
        }
        return splits;
    }

    private static DynReferException problem(FormatRecord lists, Split split, JsonNode id, String what) {
        return lists.problem(split.wireName(), id + ": " + what);
    }
}
