package io.dynrefer.model.text;

import ai.djl.ndarray.types.Shape;
import io.dynrefer.model.heads.TextEncoder;
import io.dynrefer.model.nn.Inference;
import io.dynrefer.model.weights.ClipTowerSizes;
import io.dynrefer.region.Deadline;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.FloatMatrix;
import java.util.Arrays;
import java.util.List;

/** Texts to embeddings: CLIP's tokenizer and the text tower, in batches no longer than their longest text. */
public final class ClipTextEncoder implements TextEncoder {
    private static final int BATCH = 64;

    private final ClipTextTower tower;
    private final ClipTokenizer tokenizer;
    private final int width;

    public ClipTextEncoder(ClipTextTower tower, ClipTokenizer tokenizer, ClipTowerSizes sizes) {
        if (tokenizer.vocabularySize() != sizes.vocabularySize()) {
            throw DynReferException.invalid(
                    ClipMerges.FILE_NAME,
                    "CLIP's merges make " + tokenizer.vocabularySize() + " tokens, the text tower has "
                            + sizes.vocabularySize() + "; use the merges file that belongs to these weights.");
        }
        this.tower = tower;
        this.tokenizer = tokenizer;
        this.width = sizes.outputWidth();
    }

    @Override
    public FloatMatrix encode(List<String> texts) {
        float[] values = new float[texts.size() * width];
        for (int from = 0; from < texts.size(); from += BATCH) {
            Deadline.check();
            List<String> batch = texts.subList(from, Math.min(from + BATCH, texts.size()));
            float[] embeddings = batch(batch);
            System.arraycopy(embeddings, 0, values, from * width, embeddings.length);
        }
        return new FloatMatrix(texts.size(), width, values);
    }

    private float[] batch(List<String> texts) {
        long[][] rows = texts.stream().map(tokenizer::encode).toArray(long[][]::new);
        long[] ends = Arrays.stream(rows).mapToLong(this::firstEnd).toArray();
        int length = Math.toIntExact(Arrays.stream(ends).max().orElseThrow() + 1);
        long[] ids = new long[rows.length * length]; // (texts, length), 0 after the end
        for (int row = 0; row < rows.length; row++) {
            System.arraycopy(rows[row], 0, ids, row * length, Math.min(rows[row].length, length));
        }
        return Inference.call(manager -> tower.forward(manager.create(ids, new Shape(rows.length, length)), ends)
                .toFloatArray());
    }

    private int firstEnd(long[] ids) {
        int place = 0;
        while (ids[place] != tokenizer.endOfText()) {
            place++;
        }
        return place;
    }
}
