package io.dynrefer.model.t5;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.types.Shape;
import io.dynrefer.model.nn.Embedding;
import io.dynrefer.model.nn.Inference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RelativePositionsTest {
    @Test
    void bucket_pastOnly() {
        int[] buckets =
                buckets(RelativePositions.Direction.PAST, 0, -1, -15, -16, -17, -19, -23, -32, -64, -127, -500, 5);
        assertThat(buckets).containsExactly(0, 1, 15, 16, 16, 17, 18, 21, 26, 31, 31, 0);
    }

    @Test
    void bucket_bothWays() {
        int[] buckets = buckets(RelativePositions.Direction.BOTH, 0, -1, 1, -7, 7, -8, 8, 16, -32, 64, 127, -400);
        assertThat(buckets).containsExactly(0, 1, 17, 7, 23, 8, 24, 26, 12, 30, 31, 15);
    }

    @Test
    void bias_ofOneStepIsTheLastRowOfAll() {
        float[] table = new float[32 * 3];
        for (int i = 0; i < table.length; i++) {
            table[i] = i;
        }
        Inference.call(manager -> {
            Embedding embedding = new Embedding(manager.create(table, new Shape(32, 3)));
            RelativePositions positions = new RelativePositions(embedding, 32, 128, RelativePositions.Direction.PAST);
            float[] all = positions.bias(manager, 0, 5).toFloatArray(); // (1, 3, 5, 5)
            float[] last = positions.bias(manager, 4, 5).toFloatArray(); // (1, 3, 1, 5)
            assertThat(positions.bias(manager, 4, 5).getShape()).isEqualTo(new Shape(1, 3, 1, 5));
            for (int head = 0; head < 3; head++) {
                for (int key = 0; key < 5; key++) {
                    assertThat(last[head * 5 + key])
                            .isEqualTo(all[head * 25 + 20 + key])
                            .isEqualTo((4 - key) * 3 + head);
                }
            }
            return true;
        });
    }

    @Test
    void bucket_sizesEqualThoseOfTheResearchCode() {
        // how many of the distances up to 300 PyTorch puts into each bucket
        assertThat(sizes(RelativePositions.Direction.PAST, -300, 0))
                .startsWith(1, 1)
                .endsWith(3, 2, 3, 3, 4, 4, 5, 6, 6, 7, 8, 10, 10, 12, 14, 188);
        assertThat(sizes(RelativePositions.Direction.BOTH, -300, 300))
                .startsWith(1, 1, 1, 1, 1, 1, 1, 1, 4, 4, 7, 9, 14, 18, 27, 210, 0)
                .endsWith(1, 1, 1, 1, 1, 1, 1, 4, 4, 7, 9, 14, 18, 27, 210);
    }

    private static int[] sizes(RelativePositions.Direction direction, int first, int last) {
        int[] sizes = new int[32];
        for (int bucket : buckets(direction, IntStream.rangeClosed(first, last).toArray())) {
            sizes[bucket]++;
        }
        return sizes;
    }

    private static int[] buckets(RelativePositions.Direction direction, int... relative) {
        Embedding none = Inference.call(manager -> new Embedding(manager.create(0f)));
        RelativePositions positions = new RelativePositions(none, 32, 128, direction);
        return IntStream.of(relative).map(positions::bucket).toArray();
    }
}
