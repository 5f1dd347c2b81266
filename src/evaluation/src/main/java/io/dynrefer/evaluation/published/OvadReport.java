package io.dynrefer.evaluation.published;

import io.dynrefer.evaluation.attributes.AttributeClass;
import io.dynrefer.evaluation.attributes.AttributeEvaluator;
import io.dynrefer.evaluation.attributes.AttributeReport;
import io.dynrefer.evaluation.attributes.Decision;
import io.dynrefer.evaluation.attributes.DecisionCounts;
import io.dynrefer.evaluation.attributes.GroupScore;
import io.dynrefer.evaluation.bootstrap.Bootstrap;
import io.dynrefer.evaluation.bootstrap.RankingStatistic;
import io.dynrefer.evaluation.bootstrap.RankingStatistic.Labelled;
import io.dynrefer.evaluation.published.OvadBenchmark.Labels;
import io.dynrefer.evaluation.report.Cell;
import io.dynrefer.evaluation.report.Report;
import io.dynrefer.evaluation.report.ReportTable;
import io.dynrefer.evaluation.run.Prediction;
import io.dynrefer.evaluation.run.PredictionFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** OVAD's report: its groups as its evaluator prints them, and every attribute. */
final class OvadReport implements Extremes.Words<Labels> {
    private static final int NAMES_SHOWN = 6;

    private final OvadBenchmark benchmark;
    private final List<AttributeClass> classes;
    private final AttributeEvaluator evaluator;
    private final List<List<Labelled>> labelled = new ArrayList<>(); // by attribute
    private final Map<String, Integer> images = new HashMap<>();
    private final Extremes<Labels> extremes = new Extremes<>();
    private long failed;
    private long objects;

    OvadReport(OvadBenchmark benchmark, Path answers) {
        this.benchmark = benchmark;
        this.classes = benchmark.classes();
        this.evaluator = new AttributeEvaluator(classes);
        classes.forEach(attribute -> labelled.add(new ArrayList<>()));
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
        int image = images.computeIfAbsent(prediction.image(), id -> images.size());
        for (int i = 0; i < scores.length; i++) {
            if (labels.get(i) != AttributeEvaluator.UNLABELLED) {
                labelled.get(i).add(new Labelled(image, (float) scores[i], labels.get(i) == 1));
            }
        }
        separation(scores, labels, prediction);
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
        labelled.forEach(ranking::addLabel);
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("data", benchmark.identity());
        facts.put("subject", subject);
        facts.put("images", String.valueOf(images.size()));
        facts.put("objects", String.valueOf(objects));
        facts.put("objects without an answer", String.valueOf(failed));
        List<ReportTable> tables = List.of(
                PublishedNumber.table(List.of(new PublishedNumber.Measured(
                        PublishedNumber.OVAD, new Bootstrap(images.size()).estimate(ranking)))),
                groups(measured),
                attributes(measured));
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

    private ReportTable attributes(AttributeReport measured) {
        List<List<Cell>> rows = new ArrayList<>();
        for (int i = 0; i < classes.size(); i++) {
            long positives = labelled.get(i).stream().filter(Labelled::positive).count();
            rows.add(List.of(
                    Cell.of(classes.get(i).name()),
                    Cell.of(labelled.get(i).size()),
                    Cell.of(positives),
                    Cell.percent(measured.attributes().get(i).averagePrecision()),
                    Cell.percent((double) positives / labelled.get(i).size())));
        }
        return new ReportTable("Attributes", "", List.of("attribute", "labelled", "positives", "AP", "chance"), rows);
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
