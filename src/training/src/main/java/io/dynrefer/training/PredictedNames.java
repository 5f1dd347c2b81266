package io.dynrefer.training;

import ai.djl.ndarray.NDArray;
import io.dynrefer.model.calibration.Logistic;
import io.dynrefer.model.nn.Numbers;
import io.dynrefer.model.text.Prompts;
import io.dynrefer.training.network.TrainingNetwork;
import io.dynrefer.training.samples.PredictedWords;
import io.dynrefer.training.samples.Sample;
import io.dynrefer.training.samples.TextTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The names and tags that a network with lexical rows predicts, as captions are steered by them when it answers. */
final class PredictedNames {
    /** Likeliest names of which one is drawn. */
    private static final int DRAWN_FROM = 5;

    private final TrainingNetwork network;
    private final TextTable texts;
    private final List<String> vocabulary;
    private final List<String> tags;
    private final double tagThreshold;
    private final double temperature;

    /**
     * @param vocabulary default categories
     * @param tags the tags that the network tells apart
     * @param tagThreshold probability above which a tag applies
     * @param temperature above 1 for names that are less sure than the network is of what it was taught
     */
    PredictedNames(
            TrainingNetwork network,
            TextTable texts,
            List<String> vocabulary,
            List<String> tags,
            double tagThreshold,
            double temperature) {
        this.network = network;
        this.texts = texts;
        this.vocabulary = vocabulary;
        this.tags = tags;
        this.tagThreshold = tagThreshold;
        this.temperature = temperature;
    }

    /** Texts that must be in the table. */
    static List<String> texts(List<String> vocabulary) {
        return vocabulary.stream().map(Prompts::category).toList();
    }

    /** What is predicted of each sample. */
    Map<Sample, PredictedWords> of(List<Sample> samples, SampleViews views) {
        Map<Sample, PredictedWords> predicted = new IdentityHashMap<>();
        views.each(samples, (some, seen) -> {
            NDArray scores = network.categories(seen, texts.of(seen.getManager(), texts(vocabulary)));
            float[] likely = Numbers.times(scores, 1 / temperature).softmax(1).toFloatArray(); // (samples, names)
            float[] tagged = network.tags(seen).toFloatArray(); // (samples, tags), logits
            for (int i = 0; i < some.size(); i++) {
                predicted.put(some.get(i), words(likely, i * vocabulary.size(), tagged, i * tags.size()));
            }
        });
        return predicted;
    }

    private PredictedWords words(float[] likely, int firstName, float[] tagged, int firstTag) {
        List<Integer> best = IntStream.range(0, vocabulary.size())
                .boxed()
                .sorted(Comparator.comparing(name -> -likely[firstName + name]))
                .limit(DRAWN_FROM)
                .toList();
        List<String> names = new ArrayList<>();
        List<Double> probabilities = new ArrayList<>();
        for (int name : best) {
            names.add(vocabulary.get(name));
            probabilities.add((double) likely[firstName + name]);
        }
        return new PredictedWords(
                names,
                probabilities,
                IntStream.range(0, tags.size())
                        .filter(tag -> Logistic.sigmoid(tagged[firstTag + tag]) > tagThreshold)
                        .mapToObj(tags::get)
                        .toList());
    }
}
