package io.dynrefer.research.parity;

import static io.dynrefer.research.parity.EvaluationFixture.field;

import com.fasterxml.jackson.databind.JsonNode;
import io.dynrefer.evaluation.densecaption.CaptionPrediction;
import io.dynrefer.evaluation.densecaption.CaptionedBox;
import io.dynrefer.evaluation.densecaption.DenseCaptionAveragePrecision;
import io.dynrefer.evaluation.densecaption.DenseCaptionAveragePrecision.Counting;
import io.dynrefer.evaluation.densecaption.DenseCaptionReport;
import io.dynrefer.evaluation.densecaption.DenseCaptionReport.Setting;
import io.dynrefer.evaluation.densecaption.MatchedPrediction;
import io.dynrefer.evaluation.densecaption.MatchedPrediction.Claim;
import io.dynrefer.evaluation.densecaption.MergedRegion;
import io.dynrefer.evaluation.densecaption.PredictionMatcher;
import io.dynrefer.evaluation.densecaption.RegionMerger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code densecap.json}; the captions' METEOR is given there, not computed. */
final class DenseCaptionParity {
    /** The reference adds up in single precision. */
    private static final double TOLERANCE = 1e-6;

    private final DenseCaptionFixture fixture;
    private final DenseCaptionAveragePrecision precision;
    private final List<Double> meteor;
    private final List<List<MergedRegion>> merged = new ArrayList<>(); // (images, groups)
    private final List<Long> recordImages = new ArrayList<>();
    private final List<MatchedPrediction> records = new ArrayList<>();
    private final List<Double> scores = new ArrayList<>();

    private DenseCaptionParity(DenseCaptionFixture fixture) {
        this.fixture = fixture;
        this.meteor = EvaluationFixture.numbers(field(fixture.json(), "meteor_per_record"));
        this.precision = new DenseCaptionAveragePrecision(fixture.thresholds(), Counting.PUBLISHED);
    }

    static void run(JsonNode fixture, ParityReport report) {
        DenseCaptionParity run = new DenseCaptionParity(new DenseCaptionFixture(fixture));
        for (JsonNode image : field(field(fixture, "ground_truth"), "images")) {
            run.accept(field(image, "id").asLong());
        }
        run.compareRegions(report);
        run.compareRecords(report);
        run.compareMetrics(report);
    }

    private void accept(long image) {
        List<MergedRegion> regions = RegionMerger.merge(fixture.ofImage("ground_truth", image)
                .map(node -> new CaptionedBox(
                        DenseCaptionFixture.box(node), field(node, "caption").asText()))
                .toList());
        merged.add(regions);
        List<CaptionPrediction> predictions = fixture.ofImage("predictions", image)
                .map(DenseCaptionFixture::prediction)
                .toList();
        List<MatchedPrediction> matched = PredictionMatcher.match(regions, predictions);
        int first = records.size();
        double[] captionScores = new double[matched.size()];
        for (int i = 0; i < captionScores.length; i++) {
            captionScores[i] = meteor.get(first + i);
        }
        precision.accept(regions.size(), matched, captionScores);
        matched.forEach(record -> {
            recordImages.add(image);
            records.add(record);
            scores.add((double) record.prediction().score());
        });
    }

    private void compareRegions(ParityReport report) {
        JsonNode expected = field(fixture.json(), "merged_ground_truth");
        List<Object> expectedGroups = new ArrayList<>();
        List<Double> expectedBoxes = new ArrayList<>();
        expected.forEach(image -> {
            field(image, "groups")
                    .forEach(group -> expectedGroups.add(
                            EvaluationFixture.stream(group).map(JsonNode::asInt).toList()));
            field(image, "merged_boxes").forEach(box -> expectedBoxes.addAll(EvaluationFixture.numbers(box)));
        });
        report.exact(
                "densecap/merged_ground_truth/groups",
                expectedGroups,
                merged.stream().flatMap(List::stream).map(MergedRegion::members).toList());
        report.doubles(
                "densecap/merged_ground_truth/merged_boxes",
                expectedBoxes,
                merged.stream()
                        .flatMap(List::stream)
                        .map(MergedRegion::box)
                        .flatMap(box -> List.of(box.x1(), box.y1(), box.x2(), box.y2()).stream())
                        .toList(),
                TOLERANCE);
    }

    private void compareRecords(ParityReport report) {
        JsonNode expected = field(fixture.json(), "records");
        report.exact(
                "densecap/records/ok",
                EvaluationFixture.stream(expected)
                        .map(node -> field(node, "ok").asInt())
                        .toList(),
                records.stream()
                        .map(record -> record.claim() == Claim.FIRST ? 1 : 0)
                        .toList());
        report.doubles(
                "densecap/records/iou",
                EvaluationFixture.numbers(expected, "iou"),
                records.stream().map(MatchedPrediction::overlap).toList(),
                TOLERANCE);
        report.exact(
                "densecap/records/candidate",
                EvaluationFixture.stream(expected)
                        .map(node -> field(node, "candidate").asText())
                        .toList(),
                records.stream().map(record -> record.prediction().caption()).toList());
        report.exact(
                "densecap/records/references",
                EvaluationFixture.stream(expected)
                        .map(node -> EvaluationFixture.texts(field(node, "references")))
                        .toList(),
                records.stream().map(MatchedPrediction::references).toList());
        report.exact(
                "densecap/records/img_info",
                EvaluationFixture.stream(expected)
                        .map(node -> field(node, "img_info").asLong())
                        .toList(),
                recordImages);
        report.doubles(
                "densecap/scores_sorted_per_image",
                EvaluationFixture.stream(field(fixture.json(), "scores_sorted_per_image"))
                        .flatMap(image -> EvaluationFixture.numbers(image).stream())
                        .toList(),
                scores,
                TOLERANCE);
    }

    private void compareMetrics(ParityReport report) {
        JsonNode metrics = field(fixture.json(), "metrics");
        DenseCaptionReport ours = precision.report();
        report.exact("densecap/npos", List.of(field(fixture.json(), "npos").asLong()), List.of(precision.positives()));
        for (String name : List.of("map", "agg_metrics")) {
            report.doubles(
                    "densecap/" + name,
                    List.of(field(metrics, name).asDouble()),
                    List.of(ours.meanAveragePrecision()),
                    TOLERANCE);
        }
        report.doubles(
                "densecap/detmap",
                List.of(field(metrics, "detmap").asDouble()),
                List.of(ours.detectionMeanAveragePrecision()),
                TOLERANCE);
        compare("ap_breakdown", ours.settings(), report);
        compare("det_breakdown", ours.detections(), report);
    }

    private void compare(String name, List<Setting> actual, ParityReport report) {
        List<Map.Entry<String, Double>> expected = EvaluationFixture.entries(fixture.breakdown(name));
        report.exact(
                "densecap/" + name + "/thresholds",
                expected.stream()
                        .map(entry -> DenseCaptionFixture.overlap(entry.getKey()))
                        .toList(),
                actual.stream().map(Setting::leastOverlap).toList());
        report.doubles(
                "densecap/" + name,
                expected.stream().map(Map.Entry::getValue).toList(),
                actual.stream().map(Setting::averagePrecision).toList(),
                TOLERANCE);
    }
}
