package io.dynrefer.evaluation.published;

import io.dynrefer.evaluation.bootstrap.Estimate;
import io.dynrefer.evaluation.report.Cell;
import io.dynrefer.evaluation.report.ReportTable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A number the paper reports (METHOD 7), in percent or times a hundred.
 *
 * @param metric what it measures
 * @param paper DynRefer with 4.2 billion parameters
 * @param released the same from the released weights where it differs
 * @param nextName the nearest competitor
 * @param next its number
 */
record PublishedNumber(
        String metric, double paper, @Nullable Double released, String nextName, double next) {
    static final PublishedNumber OVAD = new PublishedNumber("mAP", 29.2, null, "X-VLM", 28.0);
    static final PublishedNumber COCO_ACCURACY = new PublishedNumber("top-1 accuracy", 91.8, null, "RegionGPT", 80.6);
    static final PublishedNumber COCO_MAP = new PublishedNumber("mAP", 89.4, null, "RegionGPT", 70.0);
    static final PublishedNumber VG_METEOR = new PublishedNumber("METEOR", 21.2, null, "ControlCap", 20.4);
    static final PublishedNumber VG_CIDER = new PublishedNumber("CIDEr", 190.9, 190.5, "ControlCap", 181.9);
    static final PublishedNumber REFCOCOG_METEOR = new PublishedNumber("METEOR", 18.1, null, "ControlCap", 17.0);
    static final PublishedNumber REFCOCOG_CIDER = new PublishedNumber("CIDEr", 115.7, 115.3, "ControlCap", 111.4);
    static final PublishedNumber VG12_DENSE = new PublishedNumber("mAP", 47.6, null, "ControlCap", 44.7);

    /** The same number where ours is measured in a way of another name. */
    PublishedNumber measuredAs(String name) {
        return new PublishedNumber(name, paper, released, nextName, next);
    }

    /** Our number beside the paper's. */
    record Measured(PublishedNumber published, Estimate ours) {}

    /** Ours, the paper's and the nearest competitor's in one table. */
    static ReportTable table(List<Measured> measured) {
        List<List<Cell>> rows = new ArrayList<>();
        for (Measured row : measured) {
            PublishedNumber published = row.published();
            Double released = published.released();
            rows.add(List.of(
                    Cell.of(published.metric()),
                    Cell.percent(row.ours()),
                    Cell.number(published.paper()),
                    released == null ? Cell.EMPTY : Cell.number(released),
                    Cell.number(published.next()),
                    Cell.of(published.nextName())));
        }
        return new ReportTable(
                "Beside the paper",
                "In percent (CIDEr times a hundred); this run with its 95 % bootstrap interval over images. The published"
                        + " numbers are on the whole data set, with the model of 4.2 billion parameters.",
                List.of("metric", "this run", "DynRefer, paper", "released weights", "next best", "which is"),
                rows);
    }
}
