package io.dynrefer.research.parity;

import static io.dynrefer.research.parity.EvaluationFixture.field;
import static io.dynrefer.research.parity.EvaluationParity.TOLERANCE;

import com.fasterxml.jackson.databind.JsonNode;
import io.dynrefer.evaluation.meteor.Meteor;
import io.dynrefer.evaluation.meteor.MeteorAlignment;
import io.dynrefer.evaluation.meteor.MeteorCorpus;
import io.dynrefer.evaluation.meteor.MeteorModule;
import io.dynrefer.evaluation.meteor.MeteorParameters;
import io.dynrefer.evaluation.meteor.MeteorScore;
import io.dynrefer.evaluation.meteor.ParaphraseTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** {@code meteor.json}: every configuration in it. */
final class MeteorParity {
    private MeteorParity() {}

    static void run(JsonNode fixture, Path paraphrases, ParityReport report) {
        JsonNode pairs = field(fixture, "pairs");
        fixture.fields().forEachRemaining(entry -> {
            if (!entry.getKey().equals("pairs")) {
                boolean usesTable = entry.getKey().startsWith("synthetic_paraphrase_table");
                ParaphraseTable table = usesTable ? ParaphraseTable.read(paraphrases) : ParaphraseTable.empty();
                Meteor meteor = new Meteor(parameters(field(entry.getValue(), "config")), table);
                run("meteor/" + entry.getKey(), entry.getValue(), pairs, meteor, report);
            }
        });
    }

    private static MeteorParameters parameters(JsonNode config) {
        String[] modules = field(config, "modules").asText().split(" ");
        String[] weights = field(config, "weights").asText().split(" ");
        Map<MeteorModule, Double> weightOf = new LinkedHashMap<>();
        for (int i = 0; i < modules.length; i++) {
            weightOf.put(MeteorModule.of(modules[i]), Double.parseDouble(weights[i]));
        }
        String[] numbers =
                field(config, "parameters_alpha_beta_gamma_delta").asText().split(" ");
        String[] beam = field(config, "beam").asText().split(" ");
        return new MeteorParameters(
                Double.parseDouble(numbers[0]),
                Double.parseDouble(numbers[1]),
                Double.parseDouble(numbers[2]),
                Double.parseDouble(numbers[3]),
                weightOf,
                Integer.parseInt(beam[beam.length - 1]));
    }

    private static void run(String name, JsonNode configuration, JsonNode pairs, Meteor meteor, ParityReport report) {
        List<MeteorAlignment> alignments = new ArrayList<>();
        MeteorCorpus corpus = new MeteorCorpus(meteor);
        List<Double> corpusSegments = new ArrayList<>();
        for (JsonNode pair : pairs) {
            String hypothesis = field(pair, "hypothesis").asText();
            List<String> references = EvaluationFixture.texts(field(pair, "references"));
            alignments.add(meteor.align(hypothesis, references));
            corpusSegments.add(corpus.accept(hypothesis, references));
        }
        JsonNode segments = field(configuration, "segments");
        MeteorAlignmentParity.compare(name + "/segments/", segments, alignments, report);
        compareScores(
                name + "/segments/",
                EvaluationFixture.stream(segments).toList(),
                alignments.stream().map(MeteorAlignment::score).toList(),
                report);
        compareScores(name + "/corpus/", List.of(field(configuration, "corpus")), List.of(corpus.corpus()), report);
        report.doubles(
                name + "/corpus/segments", EvaluationFixture.numbers(segments, "score"), corpusSegments, TOLERANCE);
    }

    private static void compareScores(
            String name, List<JsonNode> expected, List<MeteorScore> actual, ParityReport report) {
        report.doubles(
                name + "stats",
                expected.stream()
                        .flatMap(node -> EvaluationFixture.numbers(field(node, "stats")).stream())
                        .toList(),
                actual.stream()
                        .flatMap(score -> score.statistics().values().stream())
                        .toList(),
                TOLERANCE);
        compare(name, "score", expected, actual, MeteorScore::value, report);
        compare(name, "precision", expected, actual, MeteorScore::precision, report);
        compare(name, "recall", expected, actual, MeteorScore::recall, report);
        compare(name, "fmean", expected, actual, MeteorScore::fMean, report);
        compare(name, "frag_penalty", expected, actual, MeteorScore::fragmentationPenalty, report);
    }

    private static void compare(
            String name,
            String field,
            List<JsonNode> expected,
            List<MeteorScore> actual,
            Function<MeteorScore, Double> value,
            ParityReport report) {
        report.doubles(
                name + field,
                expected.stream()
                        .map(node -> EvaluationFixture.number(field(node, field)))
                        .toList(),
                actual.stream().map(value).toList(),
                TOLERANCE);
    }
}
