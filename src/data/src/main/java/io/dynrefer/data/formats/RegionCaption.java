package io.dynrefer.data.formats;

import io.dynrefer.region.Box;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A caption of a region of a COCO image: a record {@code {image_id, bbox, caption}} of a JSON list.
 *
 * @param imageId COCO's
 * @param box in pixels
 */
public record RegionCaption(long imageId, Box box, String caption) {
    /** All records of a file, in its order. */
    public static List<RegionCaption> read(Path file) {
        try (Stream<FormatRecord> records = RecordList.of(file)) {
            return records.map(record -> new RegionCaption(
                            record.wholeNumber("image_id"), record.xywh("bbox"), record.text("caption")))
                    .toList();
        }
    }
}
