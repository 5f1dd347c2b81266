package io.dynrefer.research.parity;

import static io.dynrefer.research.parity.EvaluationFixture.field;

import com.fasterxml.jackson.databind.JsonNode;
import io.dynrefer.evaluation.densecaption.CaptionPrediction;
import io.dynrefer.evaluation.densecaption.DenseCaptionThresholds;
import io.dynrefer.region.Box;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** {@code densecap.json}, as what is measured of it reads it. */
record DenseCaptionFixture(JsonNode json) {
    /** The pairs of thresholds are read from the names of the numbers, e.g. {@code iou_0.3_meteor_0.05}. */
    DenseCaptionThresholds thresholds() {
        List<Map.Entry<String, Double>> entries = EvaluationFixture.entries(breakdown("ap_breakdown"));
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

    JsonNode breakdown(String name) {
        return field(field(json, "metrics"), name);
    }

    static double overlap(String name) {
        return Double.parseDouble(name.split("_")[1]);
    }

    private static double caption(String name) {
        return Double.parseDouble(name.split("_")[3]);
    }

    Stream<JsonNode> ofImage(String annotated, long image) {
        return EvaluationFixture.stream(field(field(json, annotated), "annotations"))
                .filter(node -> field(node, "image_id").asLong() == image);
    }

    /** Of several captions the first counts; a detector's score goes before the captioner's. */
    static CaptionPrediction prediction(JsonNode node) {
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
    static Box box(JsonNode annotation) {
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
}
