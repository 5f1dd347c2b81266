package io.dynrefer.research.parity;

import static io.dynrefer.research.parity.EvaluationFixture.field;
import static io.dynrefer.research.parity.EvaluationParity.TOLERANCE;

import com.fasterxml.jackson.databind.JsonNode;
import io.dynrefer.evaluation.attributes.AttributeClass;
import io.dynrefer.evaluation.attributes.AttributeEvaluator;
import io.dynrefer.evaluation.attributes.AttributeReport;
import io.dynrefer.evaluation.attributes.AttributeScore;
import io.dynrefer.evaluation.attributes.FrequencySet;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

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
        comparePerClass(field(fixture, "per_class"), ours.attributes(), report);
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

    private static void comparePerClass(JsonNode expected, List<AttributeScore> actual, ParityReport report) {
        report.exact(
                "ovad/per_class/name",
                EvaluationFixture.stream(expected)
                        .map(node -> field(node, "name").asText())
                        .toList(),
                actual.stream().map(score -> score.attribute().name()).toList());
        compare("ap", expected, actual, AttributeScore::averagePrecision, report);
        compare("n_pos", expected, actual, score -> score.byThreshold().positives(), report);
        compare("n_neg", expected, actual, score -> score.byThreshold().negatives(), report);
        compare(
                "recall",
                expected,
                actual,
                score -> orMinusOne(score.byThreshold().recall()),
                report);
        compare("precision", expected, actual, score -> score.byThreshold().precision(), report);
        compare(
                "bacc",
                expected,
                actual,
                score -> orMinusOne(score.byThreshold().balancedAccuracy()),
                report);
        compare("f1", expected, actual, score -> score.byThreshold().f1(), report);
        compare("rand_precision", expected, actual, score -> score.byThreshold().randomPrecision(), report);
    }

    /** The reference writes -1 where a ratio is undefined. */
    private static double orMinusOne(double ratio) {
        return Double.isNaN(ratio) ? -1 : ratio;
    }

    private static void compare(
            String field,
            JsonNode expected,
            List<AttributeScore> actual,
            ToDoubleFunction<AttributeScore> value,
            ParityReport report) {
        report.doubles(
                "ovad/per_class/" + field,
                EvaluationFixture.numbers(expected, field),
                actual.stream().mapToDouble(value).boxed().toList(),
                TOLERANCE);
    }
}
