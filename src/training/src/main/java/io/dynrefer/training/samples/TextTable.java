package io.dynrefer.training.samples;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.dynrefer.model.heads.TextEncoder;
import io.dynrefer.region.FloatMatrix;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/** The frozen text encoder's embeddings of all texts of a training, made once. Thread-safe. */
public final class TextTable {
    /** Texts encoded together. */
    private static final int BATCH = 256;

    /** Texts encoded between two notes of how far the work has come. */
    private static final int NOTED_EVERY = 8 * BATCH;

    private final Map<String, float[]> rows = new HashMap<>();
    private final int width;

    private TextTable(Map<String, float[]> rows, int width) {
        this.rows.putAll(rows);
        this.width = width;
    }

    /**
     * The table of these texts: those that are kept already, and the rest encoded now and kept.
     *
     * @param texts distinct
     * @param progress sees how many of how many texts are encoded
     */
    public static TextTable of(
            List<String> texts, TextEncoder encoder, KeptTexts kept, BiConsumer<Integer, Integer> progress) {
        Map<String, float[]> known = kept.read(encoder);
        List<String> missing =
                texts.stream().filter(text -> !known.containsKey(text)).toList();
        for (int from = 0; from < missing.size(); from += NOTED_EVERY) {
            List<String> part = missing.subList(from, Math.min(from + NOTED_EVERY, missing.size()));
            float[][] rows = encode(part, encoder);
            kept.append(encoder, part, rows);
            for (int i = 0; i < rows.length; i++) {
                known.put(part.get(i), rows[i]);
            }
            progress.accept(from + part.size(), missing.size());
        }
        known.keySet().retainAll(new HashSet<>(texts));
        return new TextTable(known, known.values().iterator().next().length);
    }

    private static float[][] encode(List<String> texts, TextEncoder encoder) {
        float[][] rows = new float[texts.size()][];
        IntStream.rangeClosed(0, (texts.size() - 1) / BATCH).parallel().forEach(batch -> {
            int from = batch * BATCH;
            FloatMatrix encoded = encoder.encode(texts.subList(from, Math.min(from + BATCH, texts.size())));
            for (int i = 0; i < encoded.rows(); i++) {
                rows[from + i] = new float[encoded.columns()];
                encoded.values().get(i * encoded.columns(), rows[from + i]);
            }
        });
        return rows;
    }

    /** The embeddings of these texts, all of which the table has: (texts, width). */
    public NDArray of(NDManager manager, List<String> texts) {
        float[] selected = new float[texts.size() * width];
        for (int i = 0; i < texts.size(); i++) {
            float[] row = Objects.requireNonNull(rows.get(texts.get(i)), texts.get(i));
            System.arraycopy(row, 0, selected, i * width, width);
        }
        return manager.create(selected, new Shape(texts.size(), width));
    }
}
