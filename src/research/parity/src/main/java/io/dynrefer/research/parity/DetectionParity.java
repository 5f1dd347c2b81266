package io.dynrefer.research.parity;

import static io.dynrefer.research.parity.EvaluationFixture.field;
import static io.dynrefer.research.parity.EvaluationParity.TOLERANCE;

import com.fasterxml.jackson.databind.JsonNode;
import io.dynrefer.evaluation.detection.BoxAveragePrecision;
import io.dynrefer.evaluation.detection.DetectedBox;
import io.dynrefer.evaluation.detection.GroundTruthBox;
import io.dynrefer.evaluation.detection.TopOneAccuracy;
import io.dynrefer.region.Box;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** {@code coco_recognition.json}. */
final class DetectionParity {
    private final List<Long> categories;
    private final Map<String, Long> categoryByName = new HashMap<>();
    private final TopOneAccuracy accuracy = new TopOneAccuracy();
    private final BoxAveragePrecision precision = new BoxAveragePrecision();
    private final List<List<Double>> written = new ArrayList<>();
    private int images; // done

    private DetectionParity(JsonNode groundTruth) {
        JsonNode nodes = field(groundTruth, "categories");
        categories = EvaluationFixture.stream(nodes)
                .map(node -> field(node, "id").asLong())
                .toList();
        nodes.forEach(node -> categoryByName.put(
                field(node, "name").asText(), field(node, "id").asLong()));
    }

    static void run(JsonNode fixture, ParityReport report) {
        JsonNode groundTruth = field(fixture, "ground_truth");
        DetectionParity run = new DetectionParity(groundTruth);
        JsonNode predictions = field(fixture, "predictions");
        Set<Long> images = new LinkedHashSet<>();
        field(predictions, "images")
                .forEach(image -> images.add(field(image, "id").asLong()));
        field(groundTruth, "images")
                .forEach(image -> images.add(field(image, "id").asLong()));
        for (long image : images) {
            run.accept(image, ofImage(groundTruth, image), ofImage(predictions, image));
            run.images++;
        }
        report.doubles(
                "coco_recognition/top1_accuracy",
                List.of(field(fixture, "top1_accuracy").asDouble()),
                List.of(run.accuracy.statistic().value(everyImageOnce(run.images))),
                TOLERANCE);
        report.doubles(
                "coco_recognition/coco_eval_stats_12",
                EvaluationFixture.numbers(field(fixture, "coco_eval_stats_12")),
                run.precision.summary().values(),
                TOLERANCE);
        report.exact(
                "coco_recognition/detections_written",
                EvaluationFixture.stream(field(fixture, "detections_written"))
                        .map(DetectionParity::line)
                        .toList(),
                run.written);
    }

    private static int[] everyImageOnce(int count) {
        int[] weights = new int[count];
        Arrays.fill(weights, 1);
        return weights;
    }

    private static List<JsonNode> ofImage(JsonNode annotated, long image) {
        return EvaluationFixture.stream(field(annotated, "annotations"))
                .filter(node -> field(node, "image_id").asLong() == image)
                .toList();
    }

    private void accept(long image, List<JsonNode> objects, List<JsonNode> predictions) {
        List<DetectedBox> detections = new ArrayList<>();
        for (JsonNode prediction : predictions) {
            String name = prediction.at("/extra_info/coco_result/category").asText();
            long expected = Objects.requireNonNull(categoryByName.get(name), () -> "no category '" + name + "'");
            JsonNode logits = prediction.at("/extra_info/pred_result/cls");
            if (logits.isMissingNode()) {
                accuracy.acceptMissing(images);
            } else {
                DetectedBox detection = detection(field(prediction, "bbox"), EvaluationFixture.numbers(logits));
                accuracy.accept(images, expected, detection.category());
                detections.add(detection);
                written.add(line(image, detection));
            }
        }
        precision.accept(
                image, objects.stream().map(DetectionParity::groundTruth).toList(), detections);
    }

    private DetectedBox detection(JsonNode corners, List<Double> logits) {
        int best = 0;
        for (int i = 1; i < logits.size(); i++) {
            best = logits.get(i) > logits.get(best) ? i : best;
        }
        return new DetectedBox(categories.get(best), EvaluationFixture.corners(corners), logits.get(best));
    }

    private static GroundTruthBox groundTruth(JsonNode node) {
        return new GroundTruthBox(
                field(node, "category_id").asLong(),
                EvaluationFixture.cornerAndSize(field(node, "bbox")),
                field(node, "area").asDouble(),
                field(node, "iscrowd").asInt() == 1 ? GroundTruthBox.Kind.CROWD : GroundTruthBox.Kind.OBJECT);
    }

    private static List<Double> line(long image, DetectedBox detection) {
        Box box = detection.box();
        return List.of((double) image, box.x1(), box.y1(), box.width(), box.height(), detection.score(), (double)
                detection.category());
    }

    private static List<Double> line(JsonNode written) {
        List<Double> line = new ArrayList<>();
        line.add(field(written, "image_id").asDouble());
        line.addAll(EvaluationFixture.numbers(field(written, "bbox")));
        line.add(field(written, "score").asDouble());
        line.add(field(written, "category_id").asDouble());
        return line;
    }
}
