package io.dynrefer.search;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Compares with every vector, held in memory: for indexes of some thousands, and to measure others by. */
final class ExactNearest implements Nearest {
    private static final Comparator<Found> WORST_FIRST = Comparator.comparingDouble(Found::cosine)
            .thenComparing(Comparator.comparingInt(Found::number).reversed());

    private final float[] values; // (vectors, width)
    private final int width;

    ExactNearest(float[] values, int width) {
        this.values = values;
        this.width = width;
    }

    static ExactNearest of(IndexParts parts, int count, int width) {
        float[] values = new float[Math.multiplyExact(count, width)];
        parts.vectors((number, vector) -> System.arraycopy(vector, 0, values, number * width, width));
        return new ExactNearest(values, width);
    }

    @Override
    public List<Found> find(float[] query, int most) {
        PriorityQueue<Found> best = new PriorityQueue<>(WORST_FIRST);
        for (int number = 0; number < values.length / width; number++) {
            best.add(new Found(number, cosine(query, number)));
            if (best.size() > most) {
                best.remove();
            }
        }
        return best.stream().sorted(WORST_FIRST.reversed()).toList();
    }

    private double cosine(float[] query, int number) {
        float sum = 0;
        int first = number * width;
        for (int i = 0; i < width; i++) {
            sum += query[i] * values[first + i];
        }
        return sum;
    }

    @Override
    public float[] vector(int number) {
        return Arrays.copyOfRange(values, number * width, (number + 1) * width);
    }

    @Override
    public void close() {
        // Memory alone.
    }
}
