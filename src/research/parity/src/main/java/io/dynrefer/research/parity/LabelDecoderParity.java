package io.dynrefer.research.parity;

import com.fasterxml.jackson.databind.JsonNode;
import io.dynrefer.model.calibration.Logistic;
import io.dynrefer.model.network.DynReferNetwork;
import io.dynrefer.model.nn.Weights;
import io.dynrefer.model.text.OwnWords;
import io.dynrefer.model.text.Prompts;
import io.dynrefer.model.translators.LabelScorer;
import io.dynrefer.model.translators.RegionContrast;
import io.dynrefer.model.translators.RegionTagger;
import io.dynrefer.model.translators.TextEmbeddings;
import io.dynrefer.model.weights.CheckpointWeights;
import io.dynrefer.region.Answer;
import io.dynrefer.region.Attribute;
import io.dynrefer.region.BatchSizes;
import io.dynrefer.region.FloatMatrix;
import io.dynrefer.region.RegionRepresentation;
import io.dynrefer.region.ScoredLabel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The answers of {@code meta.json} through the decoders as requests reach them: tags exact, scores by their names. */
final class LabelDecoderParity implements ModelCheck {
    private static final double LOGIT_TOLERANCE = 2e-4;
    private static final double PROBABILITY_TOLERANCE = 5e-5;

    @Override
    public void compare(ModelFixture fixture, ParityReport report) {
        try (CheckpointWeights source = fixture.weights()) {
            Weights weights = Weights.of(source);
            List<RegionRepresentation> regions = regions(fixture);
            compareTags(fixture, weights, regions, report);
            compareScores(fixture, weights, regions, report);
        }
    }

    private static List<RegionRepresentation> regions(ModelFixture fixture) {
        long[] shape = fixture.arrays().shape("eval.qformer.last_hidden_state");
        float[] values = fixture.arrays().floats("eval.qformer.last_hidden_state");
        int length = values.length / (int) shape[0];
        List<RegionRepresentation> regions = new ArrayList<>();
        for (int start = 0; start < values.length; start += length) {
            float[] queries = Arrays.copyOfRange(values, start, start + length);
            regions.add(new RegionRepresentation(List.of(), new FloatMatrix((int) shape[1], (int) shape[2], queries)));
        }
        return regions;
    }

    private static void compareTags(
            ModelFixture fixture, Weights weights, List<RegionRepresentation> regions, ParityReport report) {
        RegionTagger tagger = new RegionTagger(
                LabelScorer.ofTags(new DynReferNetwork(weights, fixture.preset()), BatchSizes.DEFAULT.texts()),
                ModelFixture.strings(fixture.meta().get("tags")),
                matrix(weights, "clip_embeds"),
                Logistic.PLAIN);
        List<Answer.Tags> answers = tagger.decode(regions, fixture.preset().tagThreshold());
        for (int i = 0; i < answers.size(); i++) {
            List<String> expected =
                    ModelFixture.strings(fixture.meta().get("answers").get(i).get("tag_set1"));
            List<String> actual =
                    answers.get(i).tags().stream().map(ScoredLabel::name).toList();
            report.exact("answers." + i + ".tags", expected, actual);
        }
    }

    private static void compareScores(
            ModelFixture fixture, Weights weights, List<RegionRepresentation> regions, ParityReport report) {
        List<String> categories = ModelFixture.strings(fixture.meta().get("ov_classes"));
        List<Attribute> attributes = attributes(fixture.meta());
        DynReferNetwork network = new DynReferNetwork(weights, fixture.preset());
        RegionContrast contrast = new RegionContrast(
                LabelScorer.ofCategories(network, BatchSizes.DEFAULT.texts()),
                LabelScorer.ofAttributes(network, BatchSizes.DEFAULT.texts()),
                embeddings(weights, categories, attributes),
                new RegionContrast.TextTemplates(Prompts::category, Prompts::attribute),
                categories,
                attributes,
                null,
                OwnWords.NONE);
        List<Answer.Category> categoryAnswers = contrast.categories(regions, categories);
        List<Answer.Attributes> attributeAnswers = contrast.attributes(regions, attributes);
        List<String> names = attributes.stream().map(Attribute::name).toList();
        for (int i = 0; i < regions.size(); i++) {
            JsonNode answer = fixture.meta().get("answers").get(i);
            report.floats(
                    "answers." + i + ".category",
                    floats(answer.get("cls")),
                    inOrder(categories, categoryAnswers.get(i).categories()),
                    LOGIT_TOLERANCE);
            report.floats(
                    "answers." + i + ".attributes",
                    floats(answer.get("attr")),
                    inOrder(names, attributeAnswers.get(i).attributes()),
                    PROBABILITY_TOLERANCE);
        }
    }

    private static TextEmbeddings embeddings(Weights weights, List<String> categories, List<Attribute> attributes) {
        TextEmbeddings embeddings = new TextEmbeddings(texts -> {
            throw new IllegalStateException("the weights have no embedding of " + texts);
        });
        embeddings.addBuiltIn(categories.stream().map(Prompts::category).toList(), matrix(weights, "ov_embeds"));
        embeddings.addBuiltIn(
                attributes.stream()
                        .flatMap(attribute -> Prompts.attribute(attribute).stream())
                        .toList(),
                matrix(weights, "att_embeds"));
        return embeddings;
    }

    private static List<Attribute> attributes(JsonNode meta) {
        return StreamSupport.stream(meta.get("ovad_like").get("attributes").spliterator(), false)
                .map(LabelDecoderParity::attribute)
                .toList();
    }

    private static Attribute attribute(JsonNode node) {
        String name = node.get("name").asText();
        int colon = name.indexOf(':');
        return new Attribute(
                name.substring(0, colon),
                List.of(name.substring(colon + 1).split("/", -1)),
                Attribute.Relation.valueOf(node.get("is_has_att").asText().toUpperCase(Locale.ROOT)));
    }

    private static float[] inOrder(List<String> names, List<ScoredLabel> labels) {
        Map<String, Double> scores = labels.stream().collect(Collectors.toMap(ScoredLabel::name, ScoredLabel::score));
        float[] values = new float[names.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = scores.getOrDefault(names.get(i), Double.NaN).floatValue();
        }
        return values;
    }

    private static float[] floats(JsonNode node) {
        float[] values = new float[node.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = node.get(i).floatValue();
        }
        return values;
    }

    private static FloatMatrix matrix(Weights weights, String name) {
        long[] shape = weights.shape(name).getShape();
        return new FloatMatrix(
                (int) shape[0], (int) shape[1], weights.array(name, shape).toFloatArray());
    }
}
