package io.dynrefer.data.formats;

import io.dynrefer.region.Box;
import io.dynrefer.region.DynReferException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Boxes that a detector found: a list of COCO results ({@code image_id}, {@code bbox}, {@code score}), or the research
 * code's converted file with a detector's scores. Boxes are kept, some sixty bytes each; nothing else is.
 */
public final class GivenBoxes {
    private final Map<Long, List<ScoredBox>> boxes = new HashMap<>(); // by image

    /** A box with the detector's score. */
    public record ScoredBox(Box box, double score) {}

    private GivenBoxes() {}

    /** Reads a file of either form. */
    public static GivenBoxes read(Path file) {
        GivenBoxes given = new GivenBoxes();
        boolean results = PublishedFiles.read(file, parser -> {
            parser.nextToken();
            return parser.isExpectedStartArrayToken();
        });
        if (results) {
            try (Stream<FormatRecord> records = RecordList.of(file)) {
                records.forEachOrdered(record -> given.add(
                        record.wholeNumber("image_id"), new ScoredBox(record.xywh("bbox"), record.number("score"))));
            }
        } else {
            given.readConverted(file);
        }
        return given;
    }

    private void readConverted(Path file) {
        try (CocoFile converted = CocoFile.open(file);
                Stream<CocoImage> images = converted.images()) {
            images.forEachOrdered(image -> image.objects().forEach(object -> {
                double score = object.score()
                        .orElseThrow(() -> DynReferException.invalid(
                                "score",
                                file.getFileName() + ": annotation " + object.id() + " has no detector's score."));
                add(image.id(), new ScoredBox(object.box(), score));
            }));
        }
    }

    private void add(long image, ScoredBox box) {
        boxes.computeIfAbsent(image, id -> new ArrayList<>()).add(box);
    }

    /** The boxes of an image, in the file's order; none where nothing was found. */
    public List<ScoredBox> of(long image) {
        return List.copyOf(boxes.getOrDefault(image, List.of()));
    }
}
