package io.dynrefer.evaluation.published;

import io.dynrefer.evaluation.attributes.AttributeClass;
import io.dynrefer.evaluation.attributes.AttributeEvaluator;
import io.dynrefer.evaluation.attributes.AttributeReport;
import io.dynrefer.evaluation.attributes.AttributeScore;
import io.dynrefer.evaluation.attributes.Decision;
import io.dynrefer.evaluation.attributes.DecisionCounts;
import io.dynrefer.evaluation.attributes.GroupScore;
import io.dynrefer.evaluation.bootstrap.Bootstrap;
import io.dynrefer.evaluation.bootstrap.RankingStatistic;
import io.dynrefer.evaluation.bootstrap.RankingStatistic.Samples;
import io.dynrefer.evaluation.published.OvadBenchmark.Labels;
import io.dynrefer.evaluation.report.Cell;
import io.dynrefer.evaluation.report.Report;
import io.dynrefer.evaluation.report.ReportTable;
import io.dynrefer.evaluation.run.Prediction;
import io.dynrefer.evaluation.run.PredictionFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * OVAD's report: its groups as its evaluator prints them, and every attribute. What the evaluator keeps of a region
 * stays in memory until the end, and for the interval four more bytes per label.
 */
final class OvadReport implements Extremes.Words<Labels> {
    private static final int NAMES_SHOWN = 6;

    private final OvadBenchmark benchmark;
    private final List<AttributeClass> classes;
    private final AttributeEvaluator evaluator;
    private String image = ""; // of the region before
    private int images;
    private int[] imageOf = new int[1024]; // by region
    private final Extremes<Labels> extremes = new Extremes<>();
    private long failed;
    private long objects;

    OvadReport(OvadBenchmark benchmark, Path answers) {
        this.benchmark = benchmark;
        this.classes = benchmark.classes();
        this.evaluator = new AttributeEvaluator(classes);
        try (Stream<Prediction<Labels>> predictions = PredictionFile.read(answers, Labels.class)) {
            predictions.forEachOrdered(this::add);
        }
    }

    private void add(Prediction<Labels> prediction) {
        List<Float> given = prediction.answer().attributes();
        objects++;
        failed += given == null ? 1 : 0;
        double[] scores = new double[classes.size()]; // without an answer all are 0, as in the research code
        for (int i = 0; given != null && i < scores.length; i++) {
            scores[i] = given.get(i);
        }
        List<Integer> labels = prediction.truth().labels();
        evaluator.accept(scores, labels.stream().mapToInt(Integer::intValue).toArray());
        countImage(prediction.image());
        separation(scores, labels, prediction);
    }

    /** Notes which image the last region is of; the regions of an image follow one another. */
    private void countImage(String id) {
        images += image.equals(id) ? 0 : 1;
        image = id;
        int region = evaluator.regions() - 1;
        if (region == imageOf.length) {
            imageOf = Arrays.copyOf(imageOf, 2 * region);
        }
        imageOf[region] = images - 1;
    }

    private Samples labelled(int attribute) {
        Samples samples = new Samples();
        for (int region = 0; region < evaluator.regions(); region++) {
            int label = evaluator.label(region, attribute);
            if (label != AttributeEvaluator.UNLABELLED) {
                float score = (float) evaluator.score(region, attribute);
                samples.add(imageOf[region], score, label == AttributeEvaluator.POSITIVE);
            }
        }
        return samples;
    }

    /** An answer is good where the attributes the object has score above those it does not have. */
    private void separation(double[] scores, List<Integer> labels, Prediction<Labels> prediction) {
        double with = mean(scores, labels, AttributeEvaluator.POSITIVE);
        double without = mean(scores, labels, AttributeEvaluator.NEGATIVE);
        if (!Double.isNaN(with - without)) {
            extremes.accept(with - without, prediction);
        }
    }

    private static double mean(double[] scores, List<Integer> labels, int label) {
        return IntStream.range(0, scores.length)
                .filter(i -> labels.get(i) == label)
                .mapToDouble(i -> scores[i])
                .average()
                .orElse(Double.NaN);
    }

    Report report(String subject, Path folder) {
        AttributeReport measured = evaluator.report();
        RankingStatistic ranking = new RankingStatistic();
        List<List<Cell>> rows = new ArrayList<>();
        for (int i = 0; i < classes.size(); i++) {
            Samples samples = labelled(i);
            ranking.addLabel(samples);
            rows.add(attribute(measured.attributes().get(i), samples));
        }
        Map<String, String> facts = new Coverage(images, "objects", objects, failed).facts(benchmark, subject);
        List<ReportTable> tables = List.of(
                PublishedNumber.table(List.of(
                        new PublishedNumber.Measured(PublishedNumber.OVAD, new Bootstrap(images).estimate(ranking)))),
                groups(measured),
                new ReportTable("Attributes", "", List.of("attribute", "labelled", "positives", "AP", "chance"), rows));
        return new Report("OVAD", facts, tables, extremes.write(benchmark, this, folder));
    }

    private static ReportTable groups(AttributeReport measured) {
        List<List<Cell>> rows = new ArrayList<>();
        for (GroupScore group : measured.groups().values()) {
            DecisionCounts pooled = group.pooled(Decision.THRESHOLD);
            rows.add(List.of(
                    Cell.of(group.name()),
                    Cell.of(group.members().size()),
                    Cell.percent(group.meanAveragePrecision()),
                    Cell.percent(pooled.precision()),
                    Cell.percent(pooled.recall()),
                    Cell.percent(pooled.f1())));
        }
        return new ReportTable(
                "Groups",
                "mAP over attributes with positives; precision, recall and F1 of all decisions at the threshold "
                        + measured.threshold() + ", the mean score rounded up to a tenth.",
                List.of("group", "attributes", "mAP", "precision", "recall", "F1"),
                rows);
    }

    private static List<Cell> attribute(AttributeScore score, Samples samples) {
        return List.of(
                Cell.of(score.attribute().name()),
                Cell.of(samples.count()),
                Cell.of(samples.positives()),
                Cell.percent(score.averagePrecision()),
                Cell.percent((double) samples.positives() / samples.count()));
    }

    @Override
    public List<String> expected(Prediction<Labels> prediction) {
        List<Integer> labels = prediction.truth().labels();
        return List.of(
                "has " + names(labels, AttributeEvaluator.POSITIVE),
                "has not " + names(labels, AttributeEvaluator.NEGATIVE));
    }

    private String names(List<Integer> labels, int label) {
        return IntStream.range(0, classes.size())
                .filter(i -> labels.get(i) == label)
                .limit(NAMES_SHOWN)
                .mapToObj(i -> classes.get(i).name())
                .collect(Collectors.joining(", "));
    }

    @Override
    public List<String> said(Prediction<Labels> prediction) {
        List<Float> scores = prediction.answer().attributes();
        if (scores == null) {
            return List.of("no answer");
        }
        return List.of(IntStream.range(0, classes.size())
                .boxed()
                .sorted(Comparator.<Integer, Float>comparing(scores::get).reversed())
                .limit(NAMES_SHOWN)
                .map(i -> classes.get(i).name())
                .collect(Collectors.joining(", ")));
    }
}
