package io.dynrefer.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GraphNearestTest {
    private static final int WIDTH = 16;
    private static final int COUNT = 2000;

    @TempDir
    private Path folder;

    private final float[] values = values();

    private static float[] values() {
        Random random = new Random(4);
        float[] drawn = new float[COUNT * WIDTH];
        for (int number = 0; number < COUNT; number++) {
            double squares = 0;
            for (int i = number * WIDTH; i < (number + 1) * WIDTH; i++) {
                drawn[i] = (float) random.nextGaussian();
                squares += drawn[i] * drawn[i];
            }
            for (int i = number * WIDTH; i < (number + 1) * WIDTH; i++) {
                drawn[i] = (float) (drawn[i] / Math.sqrt(squares));
            }
        }
        return drawn;
    }

    private float[] vector(int number) {
        return Arrays.copyOfRange(values, number * WIDTH, (number + 1) * WIDTH);
    }

    private Consumer<BiConsumer<Integer, float[]>> all() {
        return each -> {
            for (int number = 0; number < COUNT; number++) {
                each.accept(number, vector(number));
            }
        };
    }

    @Test
    void find_isNearlyWhatComparingWithAllFinds() {
        GraphNearest.build(folder.resolve("graph"), all());
        try (GraphNearest graph = GraphNearest.open(folder.resolve("graph"));
                ExactNearest exact = new ExactNearest(values, WIDTH)) {
            assertThat(graph.size()).isEqualTo(COUNT);
            assertThat(graph.vector(COUNT - 1)).isEqualTo(vector(COUNT - 1));
            int found = 0;
            for (int query = 0; query < 50; query++) {
                List<Nearest.Found> near = graph.find(vector(query), 10);
                assertThat(near.get(0).number()).isEqualTo(query);
                assertThat(near.get(0).cosine()).isBetween(0.9999, 1.0001);
                Set<Integer> numbers = new HashSet<>();
                near.forEach(one -> numbers.add(one.number()));
                found += (int) exact.find(vector(query), 10).stream()
                        .filter(one -> numbers.contains(one.number()))
                        .count();
            }
            assertThat(found).isGreaterThanOrEqualTo(475);
        }
    }

    @Test
    void build_twice_findsTheSame() {
        GraphNearest.build(folder.resolve("first"), all());
        GraphNearest.build(folder.resolve("second"), all());
        try (GraphNearest first = GraphNearest.open(folder.resolve("first"));
                GraphNearest second = GraphNearest.open(folder.resolve("second"))) {
            for (int query = 0; query < 50; query++) {
                assertThat(first.find(vector(query), 10)).isEqualTo(second.find(vector(query), 10));
            }
        }
    }

    @Test
    void exact_ofEquals_findsTheFirst() {
        try (ExactNearest exact = new ExactNearest(new float[] {1, 0, 0, 1, 1, 0}, 2)) {
            assertThat(exact.find(new float[] {1, 0}, 2))
                    .containsExactly(new Nearest.Found(0, 1), new Nearest.Found(2, 1));
        }
    }
}
