package io.dynrefer.evaluation.published;

import io.dynrefer.evaluation.bootstrap.Bootstrap;
import io.dynrefer.evaluation.caption.Cider;
import io.dynrefer.evaluation.caption.DocumentFrequencies;
import io.dynrefer.evaluation.caption.PtbTokenizer;
import io.dynrefer.evaluation.caption.RougeL;
import io.dynrefer.evaluation.meteor.Meteor;
import io.dynrefer.evaluation.meteor.MeteorScore;
import io.dynrefer.evaluation.report.Cell;
import io.dynrefer.evaluation.report.Report;
import io.dynrefer.evaluation.report.ReportTable;
import io.dynrefer.evaluation.run.Prediction;
import io.dynrefer.evaluation.run.PredictionFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The report on captions of regions, as the COCO caption toolkit measures them, in two passes over the answers: the
 * first learns CIDEr's document frequencies.
 */
final class CaptionReport implements Extremes.Words<CaptionTruth> {
    private static final String ALL = "all";

    private final RegionCaptionBenchmark benchmark;
    private final MeteorSetting setting;
    private final Meteor meteor;
    private final Map<String, Integer> images = new HashMap<>();
    private final Cider cider;
    private final RougeL rouge = new RougeL();
    private final Map<String, CaptionGroup> groups = new LinkedHashMap<>();
    private final Extremes<CaptionTruth> extremes = new Extremes<>();
    private long regions;
    private long failed;

    CaptionReport(RegionCaptionBenchmark benchmark, Path answers, MeteorSetting setting) {
        this.benchmark = benchmark;
        this.setting = setting;
        this.meteor = setting.meteor();
        DocumentFrequencies frequencies = new DocumentFrequencies();
        try (Stream<Prediction<CaptionTruth>> predictions = PredictionFile.read(answers, CaptionTruth.class)) {
            predictions.forEachOrdered(prediction -> {
                images.computeIfAbsent(prediction.image(), id -> images.size());
                frequencies.accept(references(prediction));
            });
        }
        this.cider = new Cider(frequencies);
        groups.put(ALL, new CaptionGroup(images.size(), meteor));
        for (RegionSize size : RegionSize.values()) {
            groups.put(size.title(), new CaptionGroup(images.size(), meteor));
        }
        try (Stream<Prediction<CaptionTruth>> predictions = PredictionFile.read(answers, CaptionTruth.class)) {
            predictions.forEachOrdered(this::add);
        }
    }

    private static List<String> references(Prediction<CaptionTruth> prediction) {
        return prediction.truth().references().stream()
                .map(PtbTokenizer::tokenize)
                .toList();
    }

    private static String caption(Prediction<CaptionTruth> prediction) {
        String caption = prediction.answer().caption();
        return caption == null ? "" : caption;
    }

    private void add(Prediction<CaptionTruth> prediction) {
        regions++;
        failed += prediction.answer().problem() == null ? 0 : 1;
        int image = images.getOrDefault(prediction.image(), 0);
        String caption = PtbTokenizer.tokenize(caption(prediction));
        List<String> references = references(prediction);
        double ciderScore = cider.accept(caption, references);
        double rougeScore = rouge.accept(caption, references);
        MeteorScore meteorScore = meteor.align(caption, references).score();
        RegionSize size =
                RegionSize.of(prediction.bbox().get(2) * prediction.bbox().get(3));
        for (CaptionGroup group : List.of(group(ALL), group(size.title()))) {
            group.add(image, ciderScore, rougeScore, meteorScore);
            double bleu = group.addBleu(image, caption, references);
            assert bleu >= 0 : prediction.sample();
        }
        if (prediction.answer().problem() == null) {
            extremes.accept(meteorScore.value(), prediction);
        }
    }

    private CaptionGroup group(String name) {
        CaptionGroup group = groups.get(name);
        if (group == null) {
            throw new IllegalStateException("no group " + name);
        }
        return group;
    }

    Report report(String subject, Path folder) {
        Bootstrap bootstrap = new Bootstrap(images.size());
        Map<String, String> facts = new Coverage(images.size(), "regions", regions, failed).facts(benchmark, subject);
        List<PublishedNumber> published = benchmark.published();
        ReportTable beside = PublishedNumber.table(List.of(
                new PublishedNumber.Measured(
                        published.get(0).measuredAs(meteor.name()),
                        bootstrap.estimate(group(ALL).meteor())),
                new PublishedNumber.Measured(
                        published.get(1), bootstrap.estimate(group(ALL).cider()))));
        return new Report(
                benchmark.title(), facts, List.of(beside, groups(bootstrap)), extremes.write(benchmark, this, folder));
    }

    private ReportTable groups(Bootstrap bootstrap) {
        List<List<Cell>> rows = new ArrayList<>();
        groups.forEach((name, group) -> {
            if (group.cider().count() > 0) {
                rows.add(group.row(name, bootstrap));
            }
        });
        return new ReportTable(
                "Captions by size of the region",
                "Each times a hundred; small below 32 x 32 pixels, large from 96 x 96. " + setting.description(),
                List.of("regions", "n", meteor.name(), "CIDEr-D", "BLEU-4", "ROUGE-L"),
                rows);
    }

    @Override
    public List<String> expected(Prediction<CaptionTruth> prediction) {
        return prediction.truth().references().stream().limit(3).toList();
    }

    @Override
    public List<String> said(Prediction<CaptionTruth> prediction) {
        return List.of(caption(prediction).isEmpty() ? "(nothing)" : caption(prediction));
    }
}
