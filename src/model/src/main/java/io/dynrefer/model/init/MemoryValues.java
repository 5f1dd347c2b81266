package io.dynrefer.model.init;

import io.dynrefer.model.minilm.MiniLmTextEncoder;
import io.dynrefer.model.pretrained.StoredTensor;
import io.dynrefer.model.text.ClassNames;
import io.dynrefer.model.text.ClassNames.ClassName;
import io.dynrefer.model.text.Prompts;
import io.dynrefer.model.weights.MiniLmSizes;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.FloatMatrix;
import java.util.ArrayList;
import java.util.List;

/**
 * The values of the lexical memory: of each class the embedding of its name, with a part of those of its synonyms and
 * of its broader terms, so that a dog of some breed is near <em>dog</em> too.
 */
final class MemoryValues {
    private static final double SYNONYMS = 0.5;
    private static final double BROADER = 0.25;
    private static final double NEXT_BROADER = 0.7; // of the one before
    private static final int BROADER_TERMS = 3;

    private MemoryValues() {}

    /** {@code lexical.values} (slots, text width), each of length one. */
    static StoredTensor of(MiniLmSizes sizes, int slots) {
        List<ClassName> classes = ClassNames.imageNet();
        if (classes.size() != slots) {
            throw DynReferException.invalid(
                    "lexical.slots",
                    "lexical.slots must be the number of ImageNet's classes, " + classes.size() + ", not " + slots
                            + ".");
        }
        List<String> texts = new ArrayList<>();
        classes.forEach(name -> texts.addAll(texts(name)));
        try (MiniLmTextEncoder encoder = new MiniLmTextEncoder(sizes)) {
            FloatMatrix embeddings = encoder.encode(texts);
            int width = embeddings.columns();
            float[] values = new float[slots * width];
            int row = 0;
            for (int slot = 0; slot < slots; slot++) {
                double[] sum = new double[width];
                for (double weight : weights(classes.get(slot))) {
                    for (int i = 0; i < width; i++) {
                        sum[i] += weight * embeddings.values().get(row * width + i);
                    }
                    row++;
                }
                double square = 0;
                for (double value : sum) {
                    square += value * value;
                }
                for (int i = 0; i < width; i++) {
                    values[slot * width + i] = (float) (sum[i] / Math.sqrt(square));
                }
            }
            return StoredTensor.of("lexical.values", values, (long) slots, (long) width);
        }
    }

    private static List<String> texts(ClassName name) {
        List<String> texts = new ArrayList<>();
        texts.add(Prompts.category(name.name()));
        name.synonyms().forEach(other -> texts.add(Prompts.category(other)));
        name.broader().stream().limit(BROADER_TERMS).forEach(other -> texts.add(Prompts.category(other)));
        return texts;
    }

    /** Of each of a class's texts. */
    private static List<Double> weights(ClassName name) {
        List<Double> weights = new ArrayList<>(List.of(1.0));
        name.synonyms().forEach(other -> weights.add(SYNONYMS / name.synonyms().size()));
        double weight = BROADER;
        for (int i = 0; i < Math.min(BROADER_TERMS, name.broader().size()); i++) {
            weights.add(weight);
            weight *= NEXT_BROADER;
        }
        return weights;
    }
}
