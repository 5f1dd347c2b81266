package io.dynrefer.evaluation.published;

import io.dynrefer.evaluation.bootstrap.Bootstrap;
import io.dynrefer.evaluation.bootstrap.Estimate;
import io.dynrefer.evaluation.detection.BoxAveragePrecision;
import io.dynrefer.evaluation.detection.DetectedBox;
import io.dynrefer.evaluation.detection.DetectionSummary;
import io.dynrefer.evaluation.detection.GroundTruthBox;
import io.dynrefer.evaluation.detection.TopOneAccuracy;
import io.dynrefer.evaluation.published.CocoBenchmark.Instance;
import io.dynrefer.evaluation.report.Cell;
import io.dynrefer.evaluation.report.Report;
import io.dynrefer.evaluation.report.ReportTable;
import io.dynrefer.evaluation.run.Prediction;
import io.dynrefer.evaluation.run.PredictionFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** COCO's report: accuracy by group, and mean average precision with the best logit as the score. */
final class CocoReport implements Extremes.Words<Instance> {
    private final CocoBenchmark benchmark;
    private final List<Long> ids;
    private final List<String> names;
    private final BoxAveragePrecision precision = new BoxAveragePrecision();
    private final Extremes<Instance> extremes = new Extremes<>();
    private final Map<String, Predicate<Instance>> groups = new LinkedHashMap<>();
    private final Map<String, TopOneAccuracy> accuracy = new LinkedHashMap<>(); // by group
    private final Map<Long, TopOneAccuracy> byCategory = new LinkedHashMap<>();
    private List<Prediction<Instance>> image = new ArrayList<>(); // of the image being read
    private int images;
    private long objects;
    private long failed;

    CocoReport(CocoBenchmark benchmark, Path answers) {
        this.benchmark = benchmark;
        this.ids = List.copyOf(benchmark.categories().keySet());
        this.names = List.copyOf(benchmark.categories().values());
        groups.put("all", instance -> true);
        groups.put("without crowds", instance -> !instance.crowd());
        for (RegionSize size : RegionSize.values()) {
            groups.put(size.title(), instance -> RegionSize.of(instance.area()) == size);
        }
        groups.keySet().forEach(group -> accuracy.put(group, new TopOneAccuracy()));
        ids.forEach(id -> byCategory.put(id, new TopOneAccuracy()));
        try (Stream<Prediction<Instance>> predictions = PredictionFile.read(answers, Instance.class)) {
            predictions.forEachOrdered(this::add);
        }
        finishImage();
    }

    /** The regions of an image follow one another. */
    private void add(Prediction<Instance> prediction) {
        if (!image.isEmpty() && !image.get(0).image().equals(prediction.image())) {
            finishImage();
        }
        image.add(prediction);
    }

    private void finishImage() {
        if (image.isEmpty()) {
            return;
        }
        List<GroundTruthBox> truths = new ArrayList<>();
        List<DetectedBox> detections = new ArrayList<>();
        for (Prediction<Instance> prediction : image) {
            Instance instance = prediction.truth();
            truths.add(new GroundTruthBox(
                    instance.category(),
                    instance.box(),
                    instance.area(),
                    instance.crowd() ? GroundTruthBox.Kind.CROWD : GroundTruthBox.Kind.OBJECT));
            int best = CategoryScores.best(prediction);
            if (best >= 0) {
                detections.add(new DetectedBox(ids.get(best), instance.box(), CategoryScores.score(prediction, best)));
            }
            count(prediction, best);
        }
        precision.accept(images, truths, detections);
        images++;
        image = new ArrayList<>();
    }

    private void count(Prediction<Instance> prediction, int best) {
        Instance instance = prediction.truth();
        objects++;
        failed += best < 0 ? 1 : 0;
        groups.forEach((name, group) -> {
            if (group.test(instance)) {
                count(Objects.requireNonNull(accuracy.get(name)), instance, best);
            }
        });
        count(byCategory.computeIfAbsent(instance.category(), id -> new TopOneAccuracy()), instance, best);
        int expected = ids.indexOf(instance.category());
        if (best >= 0 && expected >= 0) {
            extremes.accept(CategoryScores.margin(prediction, expected), prediction);
        }
    }

    private void count(TopOneAccuracy counted, Instance instance, int best) {
        if (best < 0) {
            counted.acceptMissing(images);
        } else {
            counted.accept(images, instance.category(), ids.get(best));
        }
    }

    Report report(String subject, Path folder) {
        Map<String, String> facts = new Coverage(images, "objects", objects, failed).facts(benchmark, subject);
        Bootstrap bootstrap = new Bootstrap(images);
        DetectionSummary summary = precision.summary();
        List<ReportTable> tables = List.of(
                PublishedNumber.table(List.of(
                        new PublishedNumber.Measured(
                                PublishedNumber.COCO_ACCURACY,
                                bootstrap.estimate(Objects.requireNonNull(accuracy.get("all"))
                                        .statistic())),
                        new PublishedNumber.Measured(
                                PublishedNumber.COCO_MAP,
                                new Estimate(summary.averagePrecision(), Double.NaN, Double.NaN, objects)))),
                groups(bootstrap),
                DetectionTable.of(summary),
                categories());
        return new Report("COCO region recognition", facts, tables, extremes.write(benchmark, this, folder));
    }

    private ReportTable groups(Bootstrap bootstrap) {
        List<List<Cell>> rows = new ArrayList<>();
        accuracy.forEach((name, counted) -> rows.add(List.of(
                Cell.of(name),
                Cell.of(counted.regions()),
                Cell.percent(bootstrap.estimate(counted.statistic())),
                Cell.percent(1.0 / names.size()))));
        return new ReportTable(
                "Accuracy",
                "An object without an answer is wrong. The research code counts crowds too.",
                List.of("objects", "n", "top-1", "chance"),
                rows);
    }

    private ReportTable categories() {
        List<List<Cell>> rows = new ArrayList<>();
        byCategory.forEach((id, counted) -> rows.add(List.of(
                Cell.of(benchmark.categories().getOrDefault(id, String.valueOf(id))),
                Cell.of(counted.regions()),
                Cell.percent(counted.value()))));
        return new ReportTable("Categories", "", List.of("category", "n", "top-1"), rows);
    }

    @Override
    public List<String> expected(Prediction<Instance> prediction) {
        return List.of(benchmark.categories().getOrDefault(prediction.truth().category(), "unknown"));
    }

    @Override
    public List<String> said(Prediction<Instance> prediction) {
        int best = CategoryScores.best(prediction);
        return List.of(best < 0 ? "no answer" : names.get(best));
    }
}
