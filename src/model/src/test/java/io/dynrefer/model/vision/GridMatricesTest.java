package io.dynrefer.model.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class GridMatricesTest {
    private static final int GRID = 6;
    private static final int COARSE = 3;
    private static final int LEFT = 0;
    private static final int RIGHT = 1;
    private static final int ABOVE = 2;
    private static final int BELOW = 3;

    @Test
    void enlargement_keepsAConstant_andFollowsASlope() {
        float[] matrix = GridMatrices.enlargement(COARSE, GRID);
        for (int row = 0; row < GRID; row++) {
            for (int column = 0; column < GRID; column++) {
                double sum = 0;
                double slope = 0;
                for (int other = 0; other < COARSE * COARSE; other++) {
                    float weight = matrix[(row * GRID + column) * COARSE * COARSE + other];
                    sum += weight;
                    slope += weight * (other % COARSE);
                }
                assertThat(sum).isCloseTo(1, within(1e-6));
                double expected = Math.min(Math.max((column + 0.5) / 2 - 0.5, 0), COARSE - 1);
                assertThat(slope).isCloseTo(expected, within(1e-6));
            }
        }
    }

    @Test
    void surroundings_sumToOne_orToNothingAtTheBorder() {
        for (int side = 0; side < 4; side++) {
            for (int cell = 0; cell < GRID * GRID; cell++) {
                double sum = 0;
                for (int other = 0; other < COARSE * COARSE; other++) {
                    sum += weight(side, cell, other);
                }
                assertThat(sum < 1e-6 || Math.abs(sum - 1) < 1e-6).isTrue();
            }
        }
        assertThat(weight(LEFT, 0, 0)).isZero();
        assertThat(weight(RIGHT, GRID - 1, COARSE - 1)).isZero();
    }

    @Test
    void surroundings_lieToTheSideTheyAreNamedAfter() {
        int middle = 2 * GRID + 3; // right of and above the middle of the view
        int left = COARSE; // row 1, column 0
        int right = COARSE + 2;
        int above = 1;
        int below = 2 * COARSE + 1;
        assertThat(weight(LEFT, middle, left)).isPositive().isGreaterThan(weight(ABOVE, middle, left));
        assertThat(weight(LEFT, middle, right)).isZero();
        assertThat(weight(RIGHT, middle, right)).isPositive();
        assertThat(weight(ABOVE, middle, above)).isPositive();
        assertThat(weight(ABOVE, middle, below)).isZero();
        assertThat(weight(BELOW, middle, below)).isPositive();
    }

    @Test
    void positions_haveMeanSquareOne_andTellCellsApart() {
        float[] matrix = GridMatrices.positions(GRID);
        int waves = matrix.length / (GRID * GRID);
        for (int wave = 0; wave < waves; wave++) {
            double squares = 0;
            for (int cell = 0; cell < GRID * GRID; cell++) {
                squares += matrix[cell * waves + wave] * matrix[cell * waves + wave];
            }
            assertThat(squares / (GRID * GRID)).isCloseTo(1, within(1e-6));
        }
        assertThat(matrix[0]).isGreaterThan(matrix[waves]); // the first wave falls from left to right
        assertThat(matrix[2]).isEqualTo(matrix[waves + 2]); // and the third from top to bottom alone
    }

    private static float weight(int side, int cell, int other) {
        return GridMatrices.surroundings(GRID, COARSE)[(side * GRID * GRID + cell) * COARSE * COARSE + other];
    }
}
