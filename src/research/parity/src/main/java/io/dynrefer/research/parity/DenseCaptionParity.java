package io.dynrefer.research.parity;

import static io.dynrefer.research.parity.EvaluationFixture.field;

import com.fasterxml.jackson.databind.JsonNode;
import io.dynrefer.evaluation.densecaption.CaptionPrediction;
import io.dynrefer.evaluation.densecaption.CaptionedBox;
import io.dynrefer.evaluation.densecaption.DenseCaptionAveragePrecision;
import io.dynrefer.evaluation.densecaption.DenseCaptionAveragePrecision.Counting;
import io.dynrefer.evaluation.densecaption.DenseCaptionReport;
import io.dynrefer.evaluation.densecaption.DenseCaptionReport.Setting;
import io.dynrefer.evaluation.densecaption.DenseCaptionThresholds;
import io.dynrefer.evaluation.densecaption.MatchedPrediction;
import io.dynrefer.evaluation.densecaption.MatchedPrediction.Claim;
import io.dynrefer.evaluation.densecaption.MergedRegion;
import io.dynrefer.evaluation.densecaption.PredictionMatcher;
import io.dynrefer.evaluation.densecaption.RegionMerger;
import io.dynrefer.region.Box;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** {@code densecap.json}; the captions' METEOR is given there, not computed. */
final class DenseCaptionParity {
    /** The reference adds up in single precision. */
    private static final double TOLERANCE = 1e-6;

    private final JsonNode fixture;
    private final DenseCaptionAveragePrecision precision;
    private final List<Double> meteor;
    private final List<List<MergedRegion>> merged = new ArrayList<>(); // (images, groups)
    private final List<Long> recordImages = new ArrayList<>();
    private final List<MatchedPrediction> records = new ArrayList<>();
    private final List<Double> scores = new ArrayList<>();

    private DenseCaptionParity(JsonNode fixture) {
        this.fixture = fixture;
        this.meteor = EvaluationFixture.numbers(field(fixture, "meteor_per_record"));
        this.precision = new DenseCaptionAveragePrecision(thresholds(fixture), Counting.PUBLISHED);
    }

    static void run(JsonNode fixture, ParityReport report) {
        DenseCaptionParity run = new DenseCaptionParity(fixture);
        for (JsonNode image : field(field(fixture, "ground_truth"), "images")) {
            run.accept(field(image, "id").asLong());
        }
        run.compareRegions(report);
        run.compareRecords(report);
        run.compareMetrics(report);
    }

    /** The pairs of thresholds are read from the names of the numbers, e.g. {@code iou_0.3_meteor_0.05}. */
    private static DenseCaptionThresholds thresholds(JsonNode fixture) {
        List<Map.Entry<String, Double>> entries = EvaluationFixture.entries(breakdown(fixture, "ap_breakdown"));
        return new DenseCaptionThresholds(
                entries.stream()
                        .map(entry -> overlap(entry.getKey()))
                        .distinct()
                        .toList(),
                entries.stream()
                        .map(entry -> caption(entry.getKey()))
                        .distinct()
                        .toList());
    }

    private static JsonNode breakdown(JsonNode fixture, String name) {
        return field(field(fixture, "metrics"), name);
    }

    private static double overlap(String name) {
        return Double.parseDouble(name.split("_")[1]);
    }

    private static double caption(String name) {
        return Double.parseDouble(name.split("_")[3]);
    }

    private void accept(long image) {
        List<MergedRegion> regions = RegionMerger.merge(ofImage("ground_truth", image)
                .map(node -> new CaptionedBox(box(node), field(node, "caption").asText()))
                .toList());
        merged.add(regions);
        List<CaptionPrediction> predictions = ofImage("predictions", image)
                .map(DenseCaptionParity::prediction)
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

    private Stream<JsonNode> ofImage(String annotated, long image) {
        return EvaluationFixture.stream(field(field(fixture, annotated), "annotations"))
                .filter(node -> field(node, "image_id").asLong() == image);
    }

    /** Of several captions the first counts; a detector's score goes before the captioner's. */
    private static CaptionPrediction prediction(JsonNode node) {
        JsonNode result = node.at("/extra_info/pred_result");
        JsonNode score = node.at("/extra_info/grit_result").isMissingNode()
                ? result.path("score")
                : node.at("/extra_info/grit_result/score");
        return new CaptionPrediction(box(node), first(result.path("caption")).asText(), (float)
                first(score).asDouble(1));
    }

    private static JsonNode first(JsonNode node) {
        return node.isArray() ? node.get(0) : node;
    }

    /** The box around a polygon. */
    private static Box box(JsonNode annotation) {
        double[] box = {
            Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY
        };
        for (JsonNode polygon : field(annotation, "segmentation")) {
            for (int i = 0; i < polygon.size(); i++) {
                double coordinate = polygon.get(i).asDouble();
                box[i % 2] = Math.min(box[i % 2], coordinate);
                box[2 + i % 2] = Math.max(box[2 + i % 2], coordinate);
            }
        }
        return new Box(box[0], box[1], box[2], box[3]);
    }

    private void compareRegions(ParityReport report) {
        JsonNode expected = field(fixture, "merged_ground_truth");
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
        JsonNode expected = field(fixture, "records");
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
                EvaluationFixture.stream(field(fixture, "scores_sorted_per_image"))
                        .flatMap(image -> EvaluationFixture.numbers(image).stream())
                        .toList(),
                scores,
                TOLERANCE);
    }

    private void compareMetrics(ParityReport report) {
        JsonNode metrics = field(fixture, "metrics");
        DenseCaptionReport ours = precision.report();
        report.exact("densecap/npos", List.of(field(fixture, "npos").asLong()), List.of(precision.positives()));
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
        List<Map.Entry<String, Double>> expected = EvaluationFixture.entries(breakdown(fixture, name));
        report.exact(
                "densecap/" + name + "/thresholds",
                expected.stream().map(entry -> overlap(entry.getKey())).toList(),
                actual.stream().map(Setting::leastOverlap).toList());
        report.doubles(
                "densecap/" + name,
                expected.stream().map(Map.Entry::getValue).toList(),
                actual.stream().map(Setting::averagePrecision).toList(),
                TOLERANCE);
    }
}
