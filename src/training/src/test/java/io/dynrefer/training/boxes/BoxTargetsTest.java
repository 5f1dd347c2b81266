package io.dynrefer.training.boxes;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynrefer.model.proposals.BoxCells;
import io.dynrefer.model.proposals.BoxDecoding;
import io.dynrefer.model.proposals.BoxHeadSizes;
import io.dynrefer.region.Box;
import io.dynrefer.region.BoxOverlap;
import io.dynrefer.region.ImageSize;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class BoxTargetsTest {
    private static final BoxHeadSizes SIZES = new BoxHeadSizes(256, 8, 1);
    private static final ImageSize SQUARE = new ImageSize(256, 256);
    private final BoxTargets targets = new BoxTargets(SIZES);
    private final BoxCells cells = new BoxCells(SIZES);

    @Test
    void boxes_ofEverySize_areWantedWhereDecodingFindsThemAgain() {
        for (double side : List.of(10.0, 30.0, 60.0, 120.0, 240.0)) {
            Box box = new Box(5, 8, 5 + side, 8 + side * 0.9);
            BoxTargets.Wanted wanted = targets.of(List.of(box));
            assertThat(wanted.cell()).as("cells for a side of " + side).isNotEmpty();
            float[] scores = new float[SIZES.cells()];
            Arrays.fill(scores, -20);
            float[] distances = new float[4 * SIZES.cells()];
            for (int i = 0; i < wanted.cell().size(); i++) {
                scores[wanted.cell().get(i)] = 5;
                System.arraycopy(
                        wanted.distances().get(i),
                        0,
                        distances,
                        4 * wanted.cell().get(i),
                        4);
            }
            assertThat(new BoxDecoding(SIZES).decode(scores, distances, SQUARE).boxes())
                    .singleElement()
                    .satisfies(found -> assertThat(BoxOverlap.intersectionOverUnion(found.box(), box))
                            .isGreaterThan(0.999));
        }
    }

    @Test
    void smallBox_inTheMiddleOfALargeOne_hasTheCellsThatBothCouldHave() {
        Box large = new Box(20, 20, 76, 76);
        Box small = new Box(34, 34, 62, 62);
        BoxTargets.Wanted wanted = targets.of(List.of(small, large));

        boolean smallThere = false;
        for (int i = 0; i < wanted.cell().size(); i++) {
            int cell = wanted.cell().get(i);
            float width = wanted.distances().get(i)[0] + wanted.distances().get(i)[2];
            boolean ofSmall = Math.abs(width * cells.stride(cell) - 28) < 0.01;
            smallThere |= ofSmall;
            if (cells.stride(cell) == 8) {
                assertThat(ofSmall).isTrue();
            }
        }
        assertThat(smallThere).isTrue();
    }

    @Test
    void photoWithoutThings_wantsNothing() {
        assertThat(targets.of(List.of()).cell()).isEmpty();
    }
}
