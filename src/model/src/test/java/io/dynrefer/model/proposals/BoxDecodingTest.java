package io.dynrefer.model.proposals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dynrefer.region.Box;
import io.dynrefer.region.BoxOverlap;
import io.dynrefer.region.ImageSize;
import io.dynrefer.region.Proposal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BoxDecodingTest {
    private static final BoxHeadSizes SIZES = new BoxHeadSizes(128, 8, 1);
    private static final ImageSize PHOTO = new ImageSize(320, 96);

    @Test
    void decode_ofRandomNumbers_isWhatTheFormulasSay() {
        for (int seed = 0; seed < 5; seed++) {
            Random random = new Random(seed);
            float[] scores = new float[SIZES.cells()];
            float[] distances = new float[4 * SIZES.cells()];
            for (int cell = 0; cell < scores.length; cell++) {
                scores[cell] = (float) random.nextGaussian();
                for (int side = 0; side < 4; side++) {
                    distances[4 * cell + side] = 3 * random.nextFloat();
                }
            }
            List<Proposal> found =
                    new BoxDecoding(SIZES).decode(scores, distances, PHOTO).boxes();
            List<Proposal> expected = naive(scores, distances);
            assertThat(found).hasSameSizeAs(expected);
            for (int i = 0; i < found.size(); i++) {
                assertThat(found.get(i).score()).isCloseTo(expected.get(i).score(), within(1e-6));
                assertThat(BoxOverlap.intersectionOverUnion(
                                found.get(i).box(), expected.get(i).box()))
                        .isGreaterThan(0.999);
            }
        }
    }

    @Test
    void decode_ofABoxThatReachesOut_endsAtThePhoto() {
        float[] scores = new float[SIZES.cells()];
        Arrays.fill(scores, -20);
        float[] distances = new float[4 * SIZES.cells()];
        scores[0] = 3;
        for (int side = 0; side < 4; side++) {
            distances[side] = 50;
        }
        assertThat(new BoxDecoding(SIZES).decode(scores, distances, PHOTO).boxes())
                .singleElement()
                .extracting(Proposal::box)
                .isEqualTo(PHOTO.box());
    }

    /** Level by level, row by row, box by box, each in a loop of its own. */
    private static List<Proposal> naive(float[] scores, float[] distances) {
        List<Proposal> all = new ArrayList<>();
        int cell = 0;
        for (int stride = 8; stride <= 64; stride *= 2) {
            for (int row = 0; row < 128 / stride; row++) {
                for (int column = 0; column < 128 / stride; column++) {
                    double x = (column + 0.5) * stride;
                    double y = (row + 0.5) * stride;
                    double left = Math.max(0, (x - distances[4 * cell] * stride) * 320 / 128);
                    double top = Math.max(0, (y - distances[4 * cell + 1] * stride) * 96 / 128);
                    double right = Math.min(320, (x + distances[4 * cell + 2] * stride) * 320 / 128);
                    double bottom = Math.min(96, (y + distances[4 * cell + 3] * stride) * 96 / 128);
                    all.add(new Proposal(new Box(left, top, right, bottom), 1 / (1 + Math.exp(-scores[cell]))));
                    cell++;
                }
            }
        }
        all.sort(Comparator.comparingDouble(Proposal::score).reversed());
        List<Proposal> kept = new ArrayList<>();
        for (Proposal candidate : all) {
            boolean free = true;
            for (Proposal better : kept) {
                free &= BoxOverlap.intersectionOverUnion(candidate.box(), better.box()) <= 0.55;
            }
            if (free && kept.size() < 300) {
                kept.add(candidate);
            }
        }
        return kept;
    }
}
