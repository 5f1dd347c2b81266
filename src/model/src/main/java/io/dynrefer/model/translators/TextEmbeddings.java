package io.dynrefer.model.translators;

import io.dynrefer.model.heads.TextEncoder;
import io.dynrefer.region.FloatMatrix;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Embeddings of texts: those that come with the weights, those asked for lately, and the text encoder for the rest.
 * Safe for use by several threads; two that miss the same text at once both encode it.
 */
public final class TextEmbeddings {
    /** Texts remembered, least recently used out first. */
    static final int REMEMBERED = 4096;

    private final TextEncoder encoder;
    private final Map<String, float[]> builtIn = new HashMap<>();
    private final Recent<String, float[]> recent = new Recent<>(REMEMBERED);

    public TextEmbeddings(TextEncoder encoder) {
        this.encoder = encoder;
    }

    /** Adds embeddings that come with the weights, one row per text; of equal texts the first counts. */
    public void addBuiltIn(List<String> texts, FloatMatrix embeddings) {
        if (texts.size() != embeddings.rows()) {
            throw new IllegalArgumentException(texts.size() + " texts but " + embeddings.rows() + " embeddings");
        }
        for (int i = 0; i < texts.size(); i++) {
            builtIn.putIfAbsent(texts.get(i), row(embeddings, i));
        }
    }

    /** One row per text, in order: (texts, text width). At least one text. */
    public FloatMatrix of(List<String> texts) {
        Map<String, float[]> found = new HashMap<>();
        List<String> missing = new ArrayList<>();
        for (String text : new LinkedHashSet<>(texts)) {
            float @Nullable [] known = known(text);
            if (known == null) {
                missing.add(text);
            } else {
                found.put(text, known);
            }
        }
        if (!missing.isEmpty()) {
            FloatMatrix encoded = encoder.encode(missing);
            for (int i = 0; i < missing.size(); i++) {
                found.put(missing.get(i), recent.keep(missing.get(i), row(encoded, i)));
            }
        }
        return rows(texts, found);
    }

    private float @Nullable [] known(String text) {
        float @Nullable [] row = builtIn.get(text);
        return row == null ? recent.find(text) : row;
    }

    private static float[] row(FloatMatrix matrix, int row) {
        float[] values = new float[matrix.columns()];
        matrix.values().get(row * matrix.columns(), values);
        return values;
    }

    private static FloatMatrix rows(List<String> texts, Map<String, float[]> found) {
        int width = found.values().iterator().next().length;
        float[] values = new float[texts.size() * width];
        for (int i = 0; i < texts.size(); i++) {
            System.arraycopy(Objects.requireNonNull(found.get(texts.get(i))), 0, values, i * width, width);
        }
        return new FloatMatrix(texts.size(), width, values);
    }
}
