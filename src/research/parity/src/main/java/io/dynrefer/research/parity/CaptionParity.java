package io.dynrefer.research.parity;

import static io.dynrefer.research.parity.EvaluationFixture.field;
import static io.dynrefer.research.parity.EvaluationParity.TOLERANCE;

import com.fasterxml.jackson.databind.JsonNode;
import io.dynrefer.evaluation.caption.Bleu;
import io.dynrefer.evaluation.caption.Cider;
import io.dynrefer.evaluation.caption.DocumentFrequencies;
import io.dynrefer.evaluation.caption.PtbTokenizer;
import io.dynrefer.evaluation.caption.RougeL;
import io.dynrefer.evaluation.meteor.Meteor;
import io.dynrefer.evaluation.meteor.MeteorCorpus;
import java.util.ArrayList;
import java.util.List;

/** {@code caption_metrics.json}. */
final class CaptionParity {
    private CaptionParity() {}

    /** A tokenised caption and its references. */
    private record Sample(String candidate, List<String> references) {}

    static void run(JsonNode fixture, ParityReport report) {
        JsonNode nodes = field(fixture, "samples");
        List<Sample> samples = EvaluationFixture.stream(nodes)
                .map(node -> new Sample(
                        PtbTokenizer.tokenize(field(node, "hypothesis").asText()),
                        EvaluationFixture.texts(field(node, "references")).stream()
                                .map(PtbTokenizer::tokenize)
                                .toList()))
                .toList();
        report.exact(
                "caption_metrics/hypothesis_ptb",
                EvaluationFixture.stream(nodes)
                        .map(node -> field(node, "hypothesis_ptb").asText())
                        .toList(),
                samples.stream().map(Sample::candidate).toList());
        report.exact(
                "caption_metrics/references_ptb",
                EvaluationFixture.stream(nodes)
                        .map(node -> EvaluationFixture.texts(field(node, "references_ptb")))
                        .toList(),
                samples.stream().map(Sample::references).toList());
        compareBleu(fixture, samples, report);
        compareRouge(fixture, samples, report);
        compareMeteor(fixture, samples, report);
        compareCider(
                "caption_metrics/cider_",
                samples,
                field(fixture, "cider_corpus"),
                field(fixture, "cider_segments"),
                report);
        for (String name : List.of("cider_case2", "cider_single_image")) {
            JsonNode example = field(fixture, name);
            compareCider(
                    "caption_metrics/" + name + "/",
                    samples(example),
                    field(example, "corpus"),
                    field(example, "segments"),
                    report);
        }
    }

    private static List<Sample> samples(JsonNode example) {
        List<Sample> samples = new ArrayList<>();
        field(example, "gts")
                .fields()
                .forEachRemaining(entry -> samples.add(new Sample(
                        field(field(example, "res"), entry.getKey()).get(0).asText(),
                        EvaluationFixture.texts(entry.getValue()))));
        return samples;
    }

    private static void compareBleu(JsonNode fixture, List<Sample> samples, ParityReport report) {
        Bleu bleu = new Bleu();
        List<List<Double>> ours = new ArrayList<>(); // (samples, n)
        samples.forEach(sample -> ours.add(bleu.accept(sample.candidate(), sample.references())));
        report.doubles(
                "caption_metrics/bleu_corpus_1_to_4",
                EvaluationFixture.numbers(field(fixture, "bleu_corpus_1_to_4")),
                bleu.corpus(),
                TOLERANCE);
        JsonNode segments = field(fixture, "bleu_segments_1_to_4"); // (n, samples)
        for (int n = 0; n < segments.size(); n++) {
            int index = n;
            report.doubles(
                    "caption_metrics/bleu_segments/" + (n + 1),
                    EvaluationFixture.numbers(segments.get(n)),
                    ours.stream().map(scores -> scores.get(index)).toList(),
                    TOLERANCE);
        }
    }

    private static void compareRouge(JsonNode fixture, List<Sample> samples, ParityReport report) {
        RougeL rouge = new RougeL();
        List<Double> ours = new ArrayList<>();
        samples.forEach(sample -> ours.add(rouge.accept(sample.candidate(), sample.references())));
        compare("rouge_l", fixture, ours, rouge.corpus(), report);
    }

    private static void compareMeteor(JsonNode fixture, List<Sample> samples, ParityReport report) {
        MeteorCorpus meteor = new MeteorCorpus(Meteor.english());
        List<Double> ours = new ArrayList<>();
        samples.forEach(sample -> ours.add(meteor.accept(sample.candidate(), sample.references())));
        compare("meteor_on_ptb_empty_table", fixture, ours, meteor.corpus().value(), report);
    }

    private static void compare(
            String name, JsonNode fixture, List<Double> segments, double corpus, ParityReport report) {
        report.doubles(
                "caption_metrics/" + name + "_segments",
                EvaluationFixture.numbers(field(fixture, name + "_segments")),
                segments,
                TOLERANCE);
        report.doubles(
                "caption_metrics/" + name + "_corpus",
                List.of(field(fixture, name + "_corpus").asDouble()),
                List.of(corpus),
                TOLERANCE);
    }

    private static void compareCider(
            String name, List<Sample> samples, JsonNode corpus, JsonNode segments, ParityReport report) {
        DocumentFrequencies frequencies = new DocumentFrequencies();
        samples.forEach(sample -> frequencies.accept(sample.references()));
        Cider cider = new Cider(frequencies);
        List<Double> ours = new ArrayList<>();
        samples.forEach(sample -> ours.add(cider.accept(sample.candidate(), sample.references())));
        report.doubles(name + "segments", EvaluationFixture.numbers(segments), ours, TOLERANCE);
        report.doubles(name + "corpus", List.of(corpus.asDouble()), List.of(cider.corpus()), TOLERANCE);
    }
}
