package io.dynrefer.research.parity;

import static io.dynrefer.research.parity.EvaluationFixture.field;
import static io.dynrefer.research.parity.EvaluationParity.TOLERANCE;

import com.fasterxml.jackson.databind.JsonNode;
import io.dynrefer.evaluation.meteor.Match;
import io.dynrefer.evaluation.meteor.MeteorAlignment;
import java.util.List;
import java.util.function.Function;

/** Alignments of METEOR against those of the reference. */
final class MeteorAlignmentParity {
    private MeteorAlignmentParity() {}

    static void compare(String name, JsonNode segments, List<MeteorAlignment> alignments, ParityReport report) {
        compareTexts(name + "hyp_tokens", segments, "hyp_tokens", alignments, MeteorAlignment::hypothesis, report);
        compareTexts(
                name + "best_ref_tokens", segments, "best_ref_tokens", alignments, MeteorAlignment::reference, report);
        report.exact(
                name + "matches",
                EvaluationFixture.stream(segments)
                        .map(node -> EvaluationFixture.stream(field(node, "matches"))
                                .map(EvaluationFixture::numbers)
                                .toList())
                        .toList(),
                alignments.stream()
                        .map(alignment -> alignment.matches().stream()
                                .map(MeteorAlignmentParity::numbers)
                                .toList())
                        .toList());
        report.doubles(
                name + "chunks",
                EvaluationFixture.numbers(segments, "chunks"),
                alignments.stream()
                        .map(alignment ->
                                alignment.score().statistics().values().get(20))
                        .toList(),
                TOLERANCE);
    }

    private static void compareTexts(
            String name,
            JsonNode segments,
            String field,
            List<MeteorAlignment> alignments,
            Function<MeteorAlignment, List<String>> words,
            ParityReport report) {
        report.exact(
                name,
                EvaluationFixture.stream(segments)
                        .map(node -> field(node, field).asText())
                        .toList(),
                alignments.stream()
                        .map(alignment -> String.join(" ", words.apply(alignment)))
                        .toList());
    }

    private static List<Double> numbers(Match match) {
        return List.of(
                (double) match.referenceStart(),
                (double) match.referenceLength(),
                (double) match.hypothesisStart(),
                (double) match.hypothesisLength(),
                (double) match.module());
    }
}
