package io.dynrefer.region;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BoxSuppressionTest {
    private static final int SIDE = 100;

    @Test
    void kept_ofRandomBoxes_areThoseOfTheDefinition() {
        for (int seed = 0; seed < 50; seed++) {
            List<Box> boxes = boxes(new Random(seed));
            double most = 0.2 + seed / 100.0;
            assertThat(BoxSuppression.kept(boxes, most, Integer.MAX_VALUE)).isEqualTo(naive(boxes, most));
        }
    }

    @Test
    void kept_whenFewAreWanted_areTheFirst() {
        List<Box> boxes = boxes(new Random(1));
        List<Integer> all = BoxSuppression.kept(boxes, 0.5, Integer.MAX_VALUE);

        assertThat(BoxSuppression.kept(boxes, 0.5, 3)).isEqualTo(all.subList(0, 3));
    }

    /**
     * As the method is usually told: take the best, strike out what lies on it, and again. Overlap by counting pixels.
     */
    private static List<Integer> naive(List<Box> boxes, double most) {
        List<Integer> left = new ArrayList<>();
        for (int i = 0; i < boxes.size(); i++) {
            left.add(i);
        }
        List<Integer> kept = new ArrayList<>();
        while (!left.isEmpty()) {
            int best = left.remove(0);
            kept.add(best);
            left.removeIf(other -> counted(boxes.get(best), boxes.get(other)) > most);
        }
        return kept;
    }

    private static double counted(Box first, Box second) {
        int both = 0;
        int either = 0;
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                boolean inFirst = has(first, x, y);
                boolean inSecond = has(second, x, y);
                both += inFirst && inSecond ? 1 : 0;
                either += inFirst || inSecond ? 1 : 0;
            }
        }
        return (double) both / either;
    }

    private static boolean has(Box box, int x, int y) {
        return x >= box.x1() && x < box.x2() && y >= box.y1() && y < box.y2();
    }

    private static List<Box> boxes(Random random) {
        List<Box> boxes = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            int x = random.nextInt(SIDE - 40);
            int y = random.nextInt(SIDE - 40);
            boxes.add(new Box(x, y, x + 10 + random.nextInt(30), y + 10 + random.nextInt(30)));
        }
        return boxes;
    }
}
