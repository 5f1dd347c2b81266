package io.dynrefer.research.parity;

import static io.dynrefer.research.parity.EvaluationFixture.field;
import static io.dynrefer.research.parity.EvaluationParity.TOLERANCE;

import com.fasterxml.jackson.databind.JsonNode;
import io.dynrefer.evaluation.attributes.AttributeScore;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** OVAD's numbers of every attribute. */
final class AttributeClassParity {
    private AttributeClassParity() {}

    static void compareAll(JsonNode expected, List<AttributeScore> actual, ParityReport report) {
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
