package io.dynrefer.model.heads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.types.Shape;
import io.dynrefer.model.LexicalPresets;
import io.dynrefer.model.NamedWeights;
import io.dynrefer.model.nn.Inference;
import io.dynrefer.model.nn.Weights;
import io.dynrefer.model.weights.Preset;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The direct head against plain loops in double precision. */
class DirectHeadTest {
    private static final int REGIONS = 3;
    private static final int QUERIES = 3; // of the preset's Q-Former
    private static final int SUMMARY = 2;
    private static final int WIDTH = 5;
    private static final int TEXTS = 4;
    private static final int READ = (SUMMARY + 1) * WIDTH;

    private final Preset preset = LexicalPresets.small(7, 2, SUMMARY, 6, WIDTH);

    @Test
    void forward_equalsTheNaiveTwin_withAndWithoutTheRowsItDoesNotRead() {
        float[] regions = numbers(REGIONS * (QUERIES + SUMMARY + 1) * WIDTH, 1);
        float[] lexical = new float[REGIONS * READ];
        for (int region = 0; region < REGIONS; region++) {
            System.arraycopy(
                    regions, region * (QUERIES + SUMMARY + 1) * WIDTH + QUERIES * WIDTH, lexical, region * READ, READ);
        }
        float[] texts = numbers(TEXTS * WIDTH, 2);
        for (TextHead.Use use : TextHead.Use.values()) {
            try (NamedWeights weights = new NamedWeights()) {
                float[] actual = logits(weights, use, regions, texts);
                assertThat(logits(weights, use, lexical, texts)).containsExactly(actual, offset(1e-5f));
                double[] expected = naive(weights, "lexical." + use.wireName(), lexical, texts);
                for (int i = 0; i < expected.length; i++) {
                    assertThat((double) actual[i]).as("%s, entry %d", use, i).isCloseTo(expected[i], within(1e-4));
                }
            }
        }
    }

    @Test
    void vectors_cosinesWithTextsTimesTheScale_areTheLogits_butForTheShift() {
        float[] regions = numbers(REGIONS * (QUERIES + SUMMARY + 1) * WIDTH, 1);
        float[] texts = numbers(TEXTS * WIDTH, 2);
        for (TextHead.Use use : TextHead.Use.values()) {
            try (NamedWeights weights = new NamedWeights()) {
                float[] logits = logits(weights, use, regions, texts);
                float shift = (float) weights.values("lexical." + use.wireName() + ".shift")[0];
                float[] products = Inference.call(manager -> {
                    DirectHead head = (DirectHead) TextHead.of(Weights.of(weights), use, preset);
                    return head.vectors(manager.create(
                                    regions, new Shape(REGIONS, regions.length / REGIONS / WIDTH, WIDTH)))
                            .matMul(head.project(manager.create(texts, new Shape(TEXTS, WIDTH)))
                                    .transpose())
                            .mul(manager.create(head.scale()))
                            .add(manager.create(shift))
                            .toFloatArray();
                });
                assertThat(products).containsExactly(logits, offset(1e-5f));
            }
        }
    }

    @Test
    void forward_withWeightsBehindTexts_movesThemAgainstEachOtherAlone() {
        float[] regions = numbers(REGIONS * READ, 1);
        float[] texts = numbers(TEXTS * WIDTH, 2);
        float[] wide = new float[TEXTS * (2 * WIDTH + 1)]; // embedding, weights, shift; zeros for all but two
        for (int text = 0; text < TEXTS; text++) {
            System.arraycopy(texts, text * WIDTH, wide, text * (2 * WIDTH + 1), WIDTH);
        }
        wide[2 * WIDTH] = 0.5f; // the shift of the first text
        wide[WIDTH] = 2; // the weight of the vector's first number
        wide[2 * (2 * WIDTH + 1) - 1] = -3; // the shift of the second text
        try (NamedWeights weights = new NamedWeights()) {
            float[] plain = logits(weights, TextHead.Use.CATEGORY, regions, texts);
            float[] own = logits(weights, TextHead.Use.CATEGORY, regions, wide);
            float[] direction = new float[TEXTS * WIDTH];
            direction[0] = 1;
            for (int region = 0; region < REGIONS; region++) {
                for (int text = 2; text < TEXTS; text++) {
                    assertThat(own[region * TEXTS + text]).isCloseTo(plain[region * TEXTS + text], offset(1e-5f));
                }
            }
            float between = own[0] - plain[0] - (own[1] - plain[1]);
            float[] scored = Inference.call(manager -> TextHead.of(Weights.of(weights), TextHead.Use.CATEGORY, preset)
                    .score(
                            manager.create(regions, new Shape(REGIONS, SUMMARY + 1, WIDTH)),
                            manager.create(direction, new Shape(TEXTS, WIDTH)))
                    .toFloatArray());
            assertThat(between).isCloseTo(2 * scored[0] + 3.5f, offset(1e-3f));
            assertThat(Math.max(own[0] - plain[0], own[1] - plain[1])).isCloseTo(0, offset(1e-4f));
        }
    }

    private float[] logits(NamedWeights weights, TextHead.Use use, float[] regions, float[] texts) {
        return Inference.call(manager -> {
            TextHead head = TextHead.of(Weights.of(weights), use, preset);
            return head.forward(
                            manager.create(regions, new Shape(REGIONS, regions.length / REGIONS / WIDTH, WIDTH)),
                            manager.create(texts, new Shape(TEXTS, texts.length / TEXTS)))
                    .toFloatArray();
        });
    }

    private static double[] naive(NamedWeights weights, String head, float[] lexical, float[] texts) {
        double[] logits = new double[REGIONS * TEXTS];
        for (int region = 0; region < REGIONS; region++) {
            double[] vector = new double[WIDTH];
            for (int i = 0; i < WIDTH; i++) {
                vector[i] = weights.values(head + ".region.bias")[i]
                        + weights.values(head + ".recall")[0] * lexical[region * READ + SUMMARY * WIDTH + i];
                for (int j = 0; j < READ; j++) {
                    vector[i] += weights.values(head + ".region.weight")[i * READ + j] * lexical[region * READ + j];
                }
            }
            for (int text = 0; text < TEXTS; text++) {
                double[] moved = new double[WIDTH];
                for (int i = 0; i < WIDTH; i++) {
                    moved[i] = texts[text * WIDTH + i];
                    for (int j = 0; j < WIDTH; j++) {
                        moved[i] += weights.values(head + ".text.weight")[i * WIDTH + j] * texts[text * WIDTH + j];
                    }
                }
                logits[region * TEXTS + text] = dot(vector, moved)
                                / Math.sqrt(dot(vector, vector) * dot(moved, moved))
                                * Math.exp(weights.values(head + ".scale")[0])
                        + weights.values(head + ".shift")[0];
            }
        }
        return logits;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static float[] numbers(int count, long seed) {
        Random random = new Random(seed);
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return numbers;
    }
}
