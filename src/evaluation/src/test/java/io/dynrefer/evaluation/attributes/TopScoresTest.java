package io.dynrefer.evaluation.attributes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class TopScoresTest {
    @Test
    void of_none_marksAll() {
        assertThat(TopScores.of(new double[] {0.1, 0.2}, 0)).containsExactly(true, true);
    }

    @Test
    void of_tieAtTheEdge_takesWhatNumpyTakes() {
        // A row of the OVAD fixture: 0, 3 and 9 score the same, two of them are among numpy 1.24's best three.
        double[] row = {0.71, 0.57, 0.54, 0.71, 0.39, 0.77, 0.67, 0.42, 0.46, 0.71, 0.63, 0.32, 0.08, 0.5};
        boolean[] best = TopScores.of(row, 3);
        assertThat(IntStream.range(0, row.length).filter(i -> best[i])).containsExactly(3, 5, 9);
    }

    @RepeatedTest(50)
    void of_randomRow_holdsTheLargestScores(RepetitionInfo repetition) {
        int seed = repetition.getCurrentRepetition();
        Random random = new Random(seed);
        double[] row =
                random.ints(5 + random.nextInt(120), 0, 40).asDoubleStream().toArray();
        int k = 1 + random.nextInt(row.length - 1);
        boolean[] best = TopScores.of(row, k);
        double[] chosen = IntStream.range(0, row.length)
                .filter(i -> best[i])
                .mapToDouble(i -> row[i])
                .sorted()
                .toArray();
        double[] sorted = Arrays.stream(row).sorted().toArray();
        assertThat(chosen).as("seed %d", seed).containsExactly(Arrays.copyOfRange(sorted, row.length - k, row.length));
    }
}
