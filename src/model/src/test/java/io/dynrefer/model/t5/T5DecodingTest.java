package io.dynrefer.model.t5;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.dynrefer.model.nn.Inference;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Decoding token by token with a cache, against whole texts without one. */
class T5DecodingTest {
    private static final Offset<Float> CLOSE = Offset.offset(2e-5f);
    private static final int BEAMS = 2;
    private static final TinyLanguage LANGUAGE = new TinyLanguage();
    private static final int VOCABULARY = TinyLanguage.PRESET.languageModel().vocabularySize();

    @AfterAll
    static void close() {
        LANGUAGE.close();
    }

    @Test
    void score_equalsWholeTexts_whenBeamsSwapAndItemsLeave() {
        Random random = new Random(17);
        // rows of each step: what went before, by item; the third item leaves after two steps, the first after four
        List<int[]> origins = List.of(
                new int[] {0, 1, 2, 3, 4, 5},
                new int[] {1, 0, 2, 2, 5, 5},
                new int[] {0, 0, 3, 2},
                new int[] {1, 0, 2, 3},
                new int[] {3, 2});
        List<int[]> items =
                List.of(new int[] {0, 1, 2}, new int[] {0, 1, 2}, new int[] {0, 1}, new int[] {0, 1}, new int[] {1});
        Inference.call(manager -> {
            T5Model.Encoded encoded = TinyLanguage.encode(manager, LANGUAGE.network);
            T5Model model = LANGUAGE.network.model();
            try (T5Decoding decoding = model.decoding(encoded, BEAMS, T5Decoding.Scale.RAW)) {
                long[][] texts = new long[6][0];
                for (int step = 0; step < origins.size(); step++) {
                    int[] rows = origins.get(step);
                    long[][] longer = new long[rows.length][];
                    int[] tokens = new int[rows.length];
                    for (int row = 0; row < rows.length; row++) {
                        tokens[row] = random.nextInt(VOCABULARY);
                        longer[row] = append(texts[rows[row]], tokens[row]);
                    }
                    texts = longer;
                    float[] scores = decoding.score(tokens, rows);
                    for (int row = 0; row < rows.length; row++) {
                        float[] expected = whole(model, encoded, items.get(step)[row / BEAMS], texts[row]);
                        for (int token = 0; token < VOCABULARY; token++) {
                            assertThat(scores[row * VOCABULARY + token])
                                    .as("seed 17, step %s, row %s, token %s", step, row, token)
                                    .isCloseTo(expected[token], CLOSE);
                        }
                    }
                }
            }
            return true;
        });
    }

    /** Scores of the token behind a text, computed from the whole of it. */
    private static float[] whole(T5Model model, T5Model.Encoded encoded, int item, long[] text) {
        NDArray only = encoded.output().getManager().create(new long[] {item});
        T5Model.Encoded one =
                new T5Model.Encoded(Rows.select(encoded.output(), only), Rows.select(encoded.crossBias(), only));
        Shape shape = new Shape(1, text.length);
        NDArray ids = only.getManager().create(text, shape);
        NDArray mask = only.getManager().ones(shape, DataType.INT64);
        float[] all = model.logits(one, ids, mask).toFloatArray();
        return Arrays.copyOfRange(all, all.length - VOCABULARY, all.length);
    }

    private static long[] append(long[] values, long value) {
        long[] longer = Arrays.copyOf(values, values.length + 1);
        longer[values.length] = value;
        return longer;
    }
}
