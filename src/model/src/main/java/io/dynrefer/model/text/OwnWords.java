package io.dynrefer.model.text;

import io.dynrefer.model.nn.Weights;
import io.dynrefer.model.weights.WeightsException;
import io.dynrefer.region.FloatMatrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Categories that somebody's own photos taught a model (docs/decisions/0015): for each, how much every number of the
 * vector that the category head compares with texts speaks for it, beside what its text says. Nothing else of the model
 * knows of them, so what it says of any other word is what it said before.
 *
 * @param names as in the vocabulary; a line each of {@value #FILE_NAME} beside the weights
 * @param weights (names, numbers of the vector + 1), the last a shift: added to the logit of the text
 */
public record OwnWords(List<String> names, List<float[]> weights) {
    /** Name of the file in a model folder. */
    public static final String FILE_NAME = "own-words.txt";

    /** Name of the tensor of the weights. */
    public static final String TENSOR = "lexical.own.weight";

    /** None. */
    public static final OwnWords NONE = new OwnWords(List.of(), List.of());

    public OwnWords {
        names = List.copyOf(names);
        weights = List.copyOf(weights);
    }

    /** Those of a model folder; none where it has none. */
    public static OwnWords read(Path folder, Weights checkpoint) {
        Path file = folder.resolve(FILE_NAME);
        if (!checkpoint.contains(TENSOR)) {
            return NONE;
        }
        try {
            List<String> names = Files.readAllLines(file);
            long columns = checkpoint.shape(TENSOR).get(1);
            float[] all = checkpoint.array(TENSOR, names.size(), columns).toFloatArray();
            List<float[]> rows = new ArrayList<>();
            for (int i = 0; i < names.size(); i++) {
                float[] row = new float[(int) columns];
                System.arraycopy(all, i * row.length, row, 0, row.length);
                rows.add(row);
            }
            return new OwnWords(names, rows);
        } catch (IOException e) {
            throw new WeightsException(file, "cannot be read: " + e, e);
        }
    }

    /**
     * Embeddings of a vocabulary's texts with the weights of own words behind them, zeros for all others; as they are
     * where no word is an own one.
     *
     * @param vocabulary categories; as their texts, names do not differ by letter case
     * @param embeddings (categories, text width)
     */
    public FloatMatrix widened(List<String> vocabulary, FloatMatrix embeddings) {
        Map<String, float[]> byText = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            byText.put(Prompts.category(names.get(i)), weights.get(i));
        }
        List<String> texts = vocabulary.stream().map(Prompts::category).toList();
        if (texts.stream().noneMatch(byText::containsKey)) {
            return embeddings;
        }
        int width = embeddings.columns();
        int wide = width + weights.get(0).length;
        float[] values = new float[Math.multiplyExact(texts.size(), wide)];
        for (int i = 0; i < texts.size(); i++) {
            embeddings.values().get(i * width, values, i * wide, width);
            float[] own = byText.get(texts.get(i));
            if (own != null) {
                System.arraycopy(own, 0, values, i * wide + width, own.length);
            }
        }
        return new FloatMatrix(texts.size(), wide, values);
    }
}
