package io.dynrefer.research.parity;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import io.dynrefer.model.nn.Inference;
import io.dynrefer.model.nn.WeightSource;
import io.dynrefer.model.nn.Weights;
import io.dynrefer.model.t5.CaptionNetwork;
import io.dynrefer.model.t5.GenerationSettings;
import io.dynrefer.model.t5.Hypothesis;
import io.dynrefer.model.t5.T5Model;
import io.dynrefer.model.weights.CheckpointWeights;
import io.dynrefer.safetensors.SafeTensorsDocument;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Every generation of {@code meta.json} with its own settings: token ids and beam indices exact, scores within
 * tolerance; and the captions and scores of its answers.
 *
 * <p>A group of generations may come with a head of its own ({@code gen_early.lm_head.weight}). The regions are the
 * file's {@code eval.qformer.last_hidden_state}. There is no tokenizer in the folder, so a caption is compared as its
 * ids.
 */
final class GenerationParity implements ModelCheck {
    private static final double SCORE_TOLERANCE = 1e-3;
    private static final double RELATIVE_SCORE_TOLERANCE = 1e-4;
    private static final double LOG_PROBABILITY_TOLERANCE = 2e-4;
    /** An answer's score is an exponential, some of them of -70: only its relative error says anything. */
    private static final double RELATIVE_ANSWER_TOLERANCE = 5e-3;

    private static final String HEAD = "t5_model.lm_head.weight";

    @Override
    public void compare(ModelFixture fixture, ParityReport report) {
        try (CheckpointWeights source = fixture.weights();
                NDManager manager = Inference.newManager()) {
            CaptionNetwork network = network(source, fixture);
            for (JsonNode node : fixture.meta().get("generations")) {
                String key = node.get("key").asText();
                String head = key.replaceFirst("[0-9]+$", "") + ".lm_head.weight";
                CaptionNetwork chosen = fixture.arrays().contains(head)
                        ? network(new ReplacedWeight(source, HEAD, fixture.array(manager, head)), fixture)
                        : network;
                compare(fixture, chosen, key, settings(node), report);
            }
            compareAnswers(fixture, network, report);
        }
    }

    private static CaptionNetwork network(WeightSource source, ModelFixture fixture) {
        return new CaptionNetwork(Weights.of(source), fixture.preset());
    }

    private static GenerationSettings settings(JsonNode node) {
        return new GenerationSettings(
                node.get("num_beams").asInt(),
                node.get("max_new_tokens").asInt(),
                node.get("min_length").asInt(),
                node.get("length_penalty").asDouble(),
                node.get("repetition_penalty").asDouble());
    }

    private static List<List<Hypothesis>> generate(
            ModelFixture fixture, CaptionNetwork network, GenerationSettings settings, StepRecorder steps) {
        return Inference.call(manager -> {
            T5Model.Encoded encoded =
                    network.encode(fixture.array(manager, "eval.qformer.last_hidden_state"), fixture.control(manager));
            return network.model().generate(encoded, settings, steps);
        });
    }

    private static void compare(
            ModelFixture fixture,
            CaptionNetwork network,
            String key,
            GenerationSettings settings,
            ParityReport report) {
        SafeTensorsDocument arrays = fixture.arrays();
        StepRecorder steps = new StepRecorder();
        List<List<Hypothesis>> texts = generate(fixture, network, settings, steps);
        int perItem = Math.toIntExact(arrays.shape(key + ".sequences")[0] / texts.size());
        List<Hypothesis> rows = texts.stream()
                .flatMap(item -> item.subList(0, perItem).stream())
                .toList();
        int width = Math.toIntExact(arrays.shape(key + ".sequences")[1]);
        report.exact(key + ".sequences", boxed(arrays.longs(key + ".sequences")), sequences(fixture, rows, width));
        if (arrays.contains(key + ".beam_indices")) {
            report.exact(key + ".beam_indices", boxed(arrays.longs(key + ".beam_indices")), beamIndices(rows, width));
        }
        if (arrays.contains(key + ".sequences_scores")) {
            float[] scores = new float[rows.size()];
            for (int row = 0; row < scores.length; row++) {
                scores[row] = (float) rows.get(row).score();
            }
            report.floats(
                    key + ".sequences_scores",
                    arrays.floats(key + ".sequences_scores"),
                    scores,
                    SCORE_TOLERANCE,
                    RELATIVE_SCORE_TOLERANCE);
        }
        if (arrays.contains(key + ".step_scores")) {
            steps.compare(report, arrays, key + ".step_scores", LOG_PROBABILITY_TOLERANCE);
        }
    }

    private static List<Long> boxed(long[] values) {
        return Arrays.stream(values).boxed().toList();
    }

    /** Rows as the research code writes them: the end token where there is room, then padding. */
    private static List<Long> sequences(ModelFixture fixture, List<Hypothesis> texts, int width) {
        List<Long> values = new ArrayList<>();
        for (Hypothesis text : texts) {
            List<Long> row = new ArrayList<>();
            text.tokens().forEach(token -> row.add(token.longValue()));
            if (text.ended() && row.size() < width) {
                row.add((long) fixture.preset().languageModel().endId());
            }
            fill(row, width, fixture.preset().languageModel().padId());
            values.addAll(row);
        }
        return values;
    }

    private static List<Long> beamIndices(List<Hypothesis> texts, int width) {
        List<Long> values = new ArrayList<>();
        for (Hypothesis text : texts) {
            List<Long> row = new ArrayList<>();
            text.rows().forEach(beam -> row.add(beam.longValue()));
            fill(row, width, -1);
            values.addAll(row);
        }
        return values;
    }

    private static void fill(List<Long> row, int width, long value) {
        row.addAll(Collections.nCopies(Math.max(0, width - row.size()), value));
    }

    private static void compareAnswers(ModelFixture fixture, CaptionNetwork network, ParityReport report) {
        GenerationSettings settings = settings(fixture.meta().get("answers_generation_kwargs"));
        List<List<Hypothesis>> texts = generate(fixture, network, settings, new StepRecorder());
        List<String> captions = new ArrayList<>();
        float[] scores = new float[texts.size()];
        float[] expectedScores = new float[texts.size()];
        for (int item = 0; item < scores.length; item++) {
            Hypothesis best = texts.get(item).get(0);
            captions.add(String.join(
                    " ", best.tokens().stream().skip(1).map(String::valueOf).toList()));
            scores[item] = (float) Math.exp(best.score());
            expectedScores[item] =
                    fixture.meta().get("answers").get(item).get("score").floatValue();
        }
        List<String> expected = fixture.meta().get("answers").findValuesAsText("caption");
        report.exact("answers.caption", expected, captions);
        report.floats("answers.score", expectedScores, scores, 0, RELATIVE_ANSWER_TOLERANCE);
    }
}
