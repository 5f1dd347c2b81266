package io.dynrefer.evaluation.published;

import io.dynrefer.evaluation.detection.DetectionSummary;
import io.dynrefer.evaluation.report.Cell;
import io.dynrefer.evaluation.report.ReportTable;
import java.util.ArrayList;
import java.util.List;

/** COCO's measures of detection as a table. */
final class DetectionTable {
    private DetectionTable() {}

    static ReportTable of(DetectionSummary summary) {
        List<String> labels = List.of(
                "AP",
                "AP50",
                "AP75",
                "AP small",
                "AP medium",
                "AP large",
                "AR 1",
                "AR 10",
                "AR 100",
                "AR small",
                "AR medium",
                "AR large");
        List<List<Cell>> rows = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            rows.add(List.of(
                    Cell.of(labels.get(i)), Cell.percent(summary.values().get(i))));
        }
        return new ReportTable(
                "Detection measures",
                "Of the annotated boxes, each with its best category and that category's logit as the score; -100 where"
                        + " there is no object of a size.",
                List.of("measure", "value"),
                rows);
    }
}
