package io.dynrefer.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MaskRegionTest {
    private static final ImageSize SIZE = new ImageSize(5, 3);

    @Test
    void bounds_oneColumn_coverTheLastPixel() {
        MaskRegion mask = new MaskRegion(SIZE, List.of(6, 2, 7)); // column 2, rows 0 and 1

        assertThat(mask.bounds()).isEqualTo(new Box(2, 0, 3, 2));
        assertThat(mask.area()).isEqualTo(2);
    }

    @Test
    void bounds_runIntoTheNextColumn_spanTheHeight() {
        assertThat(new MaskRegion(SIZE, List.of(5, 2, 8)).bounds()).isEqualTo(new Box(1, 0, 3, 3));
    }

    @Test
    void bounds_randomMasks_equalTheNaiveTwin() {
        long seed = 11;
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            ImageSize size = new ImageSize(1 + random.nextInt(12), 1 + random.nextInt(12));
            boolean[] mask = new boolean[size.width() * size.height()]; // (width, height): column by column
            mask[random.nextInt(mask.length)] = true;
            for (int i = random.nextInt(mask.length); i > 0; i--) {
                mask[random.nextInt(mask.length)] |= random.nextInt(3) == 0;
            }
            assertThat(new MaskRegion(size, runs(mask)).bounds())
                    .as("seed %d, round %d", seed, round)
                    .isEqualTo(naiveBounds(size, mask));
        }
    }

    @Test
    void bounds_imageLargerThanAnInt_doNotOverflow() {
        ImageSize huge = new ImageSize(65_536, 65_536);
        int half = Integer.MAX_VALUE;
        MaskRegion mask = new MaskRegion(huge, List.of(half, 0, half, 1, 1));

        assertThat(mask.bounds()).isEqualTo(new Box(65_535, 65_534, 65_536, 65_535));
    }

    @Test
    void construct_runsThatDoNotFillTheSize_contradiction() {
        refused(() -> new MaskRegion(SIZE, List.of(6, 2, 8)), ErrorCode.INVALID_REQUEST, "contradicts itself");
        refused(() -> new MaskRegion(SIZE, List.of()), ErrorCode.INVALID_REQUEST, "contradicts itself");
        List<Integer> wrapping = List.of(Integer.MAX_VALUE, Integer.MAX_VALUE, 2, 15); // 15 modulo 2^32
        refused(() -> new MaskRegion(SIZE, wrapping), ErrorCode.INVALID_REQUEST, "contradicts itself");
    }

    @Test
    void construct_negativeRun_refused() {
        refused(() -> new MaskRegion(SIZE, List.of(16, -3, 2)), ErrorCode.INVALID_REQUEST, "negative");
    }

    @Test
    void construct_noForeground_emptyRegion() {
        refused(() -> new MaskRegion(SIZE, List.of(15)), ErrorCode.EMPTY_REGION, "empty");
        refused(() -> new MaskRegion(SIZE, List.of(7, 0, 8)), ErrorCode.EMPTY_REGION, "empty");
    }

    private static void refused(Runnable construction, ErrorCode code, String message) {
        assertThatThrownBy(construction::run)
                .isInstanceOf(DynReferException.class)
                .hasMessageContaining(message)
                .satisfies(e -> assertThat(((DynReferException) e).code()).isEqualTo(code));
    }

    private static List<Integer> runs(boolean[] mask) {
        List<Integer> runs = new ArrayList<>();
        boolean foreground = false;
        int length = 0;
        for (boolean pixel : mask) {
            if (pixel != foreground) {
                runs.add(length);
                length = 0;
                foreground = pixel;
            }
            length++;
        }
        runs.add(length);
        return runs;
    }

    private static Box naiveBounds(ImageSize size, boolean[] mask) {
        int x1 = size.width();
        int y1 = size.height();
        int x2 = 0;
        int y2 = 0;
        for (int x = 0; x < size.width(); x++) {
            for (int y = 0; y < size.height(); y++) {
                if (mask[x * size.height() + y]) {
                    x1 = Math.min(x1, x);
                    y1 = Math.min(y1, y);
                    x2 = Math.max(x2, x + 1);
                    y2 = Math.max(y2, y + 1);
                }
            }
        }
        return new Box(x1, y1, x2, y2);
    }
}
