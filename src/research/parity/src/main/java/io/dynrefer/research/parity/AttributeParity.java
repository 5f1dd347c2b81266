package io.dynrefer.research.parity;

import static io.dynrefer.research.parity.EvaluationFixture.field;
import static io.dynrefer.research.parity.EvaluationParity.TOLERANCE;

import com.fasterxml.jackson.databind.JsonNode;
import io.dynrefer.evaluation.attributes.AttributeClass;
import io.dynrefer.evaluation.attributes.AttributeEvaluator;
import io.dynrefer.evaluation.attributes.AttributeReport;
import io.dynrefer.evaluation.attributes.FrequencySet;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code ovad.json}. */
final class AttributeParity {
    private static final double HUNDREDTH = 100;

    private AttributeParity() {}

    static void run(JsonNode fixture, ParityReport report) {
        List<AttributeClass> attributes = EvaluationFixture.stream(field(fixture, "attributes"))
                .sorted(Comparator.comparingInt(node -> field(node, "id").asInt()))
                .map(AttributeParity::attribute)
                .toList();
        AttributeEvaluator evaluator = new AttributeEvaluator(attributes);
        JsonNode predictions = field(fixture, "predictions");
        JsonNode labels = field(fixture, "labels");
        for (int i = 0; i < predictions.size(); i++) {
            evaluator.accept(
                    EvaluationFixture.numbers(predictions.get(i)).stream()
                            .mapToDouble(score -> score)
                            .toArray(),
                    EvaluationFixture.stream(labels.get(i))
                            .mapToInt(JsonNode::asInt)
                            .toArray());
        }
        compare(fixture, evaluator.report(), report);
    }

    private static AttributeClass attribute(JsonNode node) {
        return new AttributeClass(
                field(node, "name").asText(),
                field(node, "type").asText(),
                field(node, "parent_type").asText(),
                FrequencySet.of(field(node, "freq_set").asText()));
    }

    private static void compare(JsonNode fixture, AttributeReport ours, ParityReport report) {
        report.doubles(
                "ovad/threshold",
                List.of(field(fixture, "threshold").asDouble()),
                List.of(ours.threshold()),
                TOLERANCE);
        report.exact("ovad/top_k", List.of(field(fixture, "top_k").asInt()), List.of(ours.topK()));
        compareTable(
                "ovad/all_results_percent", field(fixture, "all_results_percent"), ours.publishedPercentages(), report);
        List<Map.Entry<String, Double>> expected = EvaluationFixture.entries(field(fixture, "ap_table_percent"));
        report.doubles(
                "ovad/ap_table_percent",
                expected.stream().map(Map.Entry::getValue).toList(),
                expected.stream()
                        .map(entry -> groupPercent(entry.getKey(), ours))
                        .toList(),
                TOLERANCE);
        double aggregated = Math.rint(100 * ours.meanAveragePrecision() * HUNDREDTH) / HUNDREDTH;
        report.doubles(
                "ovad/agg_metrics", List.of(field(fixture, "agg_metrics").asDouble()), List.of(aggregated), TOLERANCE);
        AttributeClassParity.compareAll(field(fixture, "per_class"), ours.attributes(), report);
    }

    /** The table's keys end in the group's name, e.g. {@code PCt0.5_ap/head}. */
    private static double groupPercent(String key, AttributeReport ours) {
        return ours.publishedPercentages()
                .getOrDefault(
                        String.format(
                                Locale.ROOT, "PC_t%.1f/%s/ap", ours.threshold(), key.substring(key.indexOf('/') + 1)),
                        Double.NaN);
    }

    private static void compareTable(String name, JsonNode expected, Map<String, Double> actual, ParityReport report) {
        List<Map.Entry<String, Double>> entries = EvaluationFixture.entries(expected);
        report.exact(
                name + "/names",
                entries.stream().map(Map.Entry::getKey).sorted().toList(),
                actual.keySet().stream().sorted().toList());
        report.doubles(
                name,
                entries.stream().map(Map.Entry::getValue).toList(),
                entries.stream()
                        .map(entry -> actual.getOrDefault(entry.getKey(), Double.NaN))
                        .toList(),
                TOLERANCE);
    }
}
