package io.dynrefer.evaluation.published;

import io.dynrefer.evaluation.bootstrap.Estimate;
import io.dynrefer.evaluation.densecaption.CaptionPrediction;
import io.dynrefer.evaluation.densecaption.DenseCaptionAveragePrecision;
import io.dynrefer.evaluation.densecaption.DenseCaptionAveragePrecision.Counting;
import io.dynrefer.evaluation.densecaption.DenseCaptionReport;
import io.dynrefer.evaluation.densecaption.DenseCaptionThresholds;
import io.dynrefer.evaluation.densecaption.MatchedPrediction;
import io.dynrefer.evaluation.densecaption.MergedRegion;
import io.dynrefer.evaluation.densecaption.PredictionMatcher;
import io.dynrefer.evaluation.densecaption.RegionMerger;
import io.dynrefer.evaluation.meteor.Meteor;
import io.dynrefer.evaluation.published.DenseCaptionBenchmark.Described;
import io.dynrefer.evaluation.published.DenseCaptionBenchmark.Origin;
import io.dynrefer.evaluation.published.DenseCaptionBenchmark.Version;
import io.dynrefer.evaluation.report.Cell;
import io.dynrefer.evaluation.report.Report;
import io.dynrefer.evaluation.report.ReportTable;
import io.dynrefer.evaluation.run.Prediction;
import io.dynrefer.evaluation.run.PredictionFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Dense captioning's report. Walks over the described images and over the answers at the same time, as both have the
 * same order, and keeps one image at a time.
 */
final class DenseCaptionBenchmarkReport implements Extremes.Words<Origin> {
    private final DenseCaptionBenchmark benchmark;
    private final MeteorSetting setting;
    private final Meteor meteor;
    private final Map<Counting, DenseCaptionAveragePrecision> precisions = new LinkedHashMap<>();
    private final Extremes<Origin> extremes = new Extremes<>();
    private @Nullable Prediction<Origin> pending; // read, of a later image
    private int images;
    private long boxes;
    private long failed;

    DenseCaptionBenchmarkReport(DenseCaptionBenchmark benchmark, Path answers, MeteorSetting setting) {
        this.benchmark = benchmark;
        this.setting = setting;
        this.meteor = setting.meteor();
        for (Counting counting : Counting.values()) {
            precisions.put(counting, new DenseCaptionAveragePrecision(DenseCaptionThresholds.published(), counting));
        }
        try (Stream<Described> described = benchmark.described();
                Stream<Prediction<Origin>> predictions = PredictionFile.read(answers, Origin.class)) {
            Iterator<Prediction<Origin>> next = predictions.iterator();
            described.forEachOrdered(image -> add(image, ofImage(String.valueOf(image.id()), next)));
        }
    }

    private List<Prediction<Origin>> ofImage(String image, Iterator<Prediction<Origin>> next) {
        List<Prediction<Origin>> found = new ArrayList<>();
        Prediction<Origin> candidate = pending != null || !next.hasNext() ? pending : next.next();
        while (candidate != null && candidate.image().equals(image)) {
            found.add(candidate);
            candidate = next.hasNext() ? next.next() : null;
        }
        pending = candidate;
        return found;
    }

    private void add(Described image, List<Prediction<Origin>> predictions) {
        images++;
        List<MergedRegion> regions = RegionMerger.merge(image.regions());
        List<CaptionPrediction> captions = new ArrayList<>();
        for (Prediction<Origin> prediction : predictions) {
            boxes++;
            String caption = prediction.answer().caption();
            Double score = prediction.truth().score() == null
                    ? prediction.answer().captionScore()
                    : prediction.truth().score();
            if (caption == null || score == null) {
                failed++;
            } else {
                captions.add(new CaptionPrediction(prediction.box(), caption, score.floatValue()));
                show(prediction, caption);
            }
        }
        List<MatchedPrediction> matched = PredictionMatcher.match(regions, captions);
        double[] scores = matched.stream().mapToDouble(this::score).toArray();
        precisions.values().forEach(precision -> precision.accept(regions.size(), matched, scores));
    }

    /** For the pictures: a caption of an annotated box beside what was said of that box. */
    private void show(Prediction<Origin> prediction, String caption) {
        String phrase = prediction.truth().phrase();
        if (phrase != null) {
            extremes.accept(meteor.score(caption, List.of(phrase)), prediction);
        }
    }

    private double score(MatchedPrediction matched) {
        return matched.references().isEmpty()
                ? 0
                : meteor.score(matched.prediction().caption(), matched.references());
    }

    Report report(String subject, Path folder) {
        Map<String, String> facts = new Coverage(images, "boxes", boxes, failed).facts(benchmark, subject);
        Map<Counting, DenseCaptionReport> reports = new LinkedHashMap<>();
        precisions.forEach((counting, precision) -> reports.put(counting, precision.report()));
        List<ReportTable> tables = new ArrayList<>();
        DenseCaptionReport published = reports.get(Counting.PUBLISHED);
        if (published != null) {
            tables.add(beside(published));
        }
        tables.add(counts(reports));
        if (published != null) {
            tables.add(settings(published));
        }
        return new Report(
                "Visual Genome dense captioning, " + benchmark.version().title(),
                facts,
                tables,
                extremes.write(benchmark, this, folder));
    }

    private ReportTable beside(DenseCaptionReport published) {
        double map = published.meanAveragePrecision();
        if (benchmark.version() == Version.V12 && !benchmark.hasGivenBoxes()) {
            return PublishedNumber.table(List.of(new PublishedNumber.Measured(
                    PublishedNumber.VG12_DENSE, new Estimate(map, Double.NaN, Double.NaN, boxes))));
        }
        boolean isAblation = benchmark.version() == Version.VG_COCO && !benchmark.hasGivenBoxes();
        return new ReportTable(
                "Beside the paper",
                isAblation
                        ? "In percent. The paper's ablation has 47.4 here, with three views chosen by image; of competitors"
                                + " it has no number."
                        : "In percent. We know no number of the paper for this version with these boxes.",
                List.of("metric", "this run"),
                List.of(List.of(Cell.of("mAP"), Cell.percent(map))));
    }

    private ReportTable counts(Map<Counting, DenseCaptionReport> reports) {
        List<List<Cell>> rows = new ArrayList<>();
        reports.forEach((counting, report) -> rows.add(List.of(
                Cell.of(counting == Counting.PUBLISHED ? "as published" : "every image"),
                Cell.percent(report.meanAveragePrecision()),
                Cell.percent(report.detectionMeanAveragePrecision()))));
        return new ReportTable(
                "What is counted",
                "As published, images without a box to caption are left out, and so are their regions; the other row"
                        + " counts every region that should have been described. " + setting.description(),
                List.of("images", "mAP", "mAP of boxes alone"),
                rows);
    }

    private ReportTable settings(DenseCaptionReport report) {
        List<String> columns = new ArrayList<>(List.of(meteor.name() + " above"));
        List<Double> overlaps = DenseCaptionThresholds.published().overlaps();
        overlaps.forEach(overlap -> columns.add("IoU " + overlap));
        List<List<Cell>> rows = new ArrayList<>();
        for (double caption : DenseCaptionThresholds.published().captions()) {
            List<Cell> row = new ArrayList<>(List.of(Cell.of(String.valueOf(caption))));
            for (double overlap : overlaps) {
                report.settings().stream()
                        .filter(setting -> setting.leastOverlap() == overlap && setting.captionAbove() == caption)
                        .forEach(setting -> row.add(Cell.percent(setting.averagePrecision())));
            }
            rows.add(row);
        }
        return new ReportTable("Average precision by thresholds", "", columns, rows);
    }

    @Override
    public List<String> expected(Prediction<Origin> prediction) {
        String phrase = prediction.truth().phrase();
        return List.of(phrase == null ? "" : phrase);
    }

    @Override
    public List<String> said(Prediction<Origin> prediction) {
        String caption = prediction.answer().caption();
        return List.of(caption == null || caption.isEmpty() ? "(nothing)" : caption);
    }
}
