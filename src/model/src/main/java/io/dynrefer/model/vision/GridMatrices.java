package io.dynrefer.model.vision;

import io.dynrefer.model.weights.InvertedResidualSizes;

/** Fixed matrices between square grids of cells that cover the same view; cells count row by row. */
final class GridMatrices {
    /** Distance, as a part of the view's side, at which surroundings count a third of what they do close by. */
    private static final double REACH = 0.25;

    private static final double[][] DIRECTIONS = {{-1, 0}, {1, 0}, {0, -1}, {0, 1}}; // x, y: left, right, above, below

    private GridMatrices() {}

    /** Bilinear interpolation between cell centres: (to * to, from * from). */
    static float[] enlargement(int from, int to) {
        float[] axis = new float[to * from];
        for (int i = 0; i < to; i++) {
            double place = Math.min(Math.max((i + 0.5) * from / to - 0.5, 0), from - 1.0);
            int low = (int) place;
            int high = Math.min(low + 1, from - 1);
            axis[i * from + low] += (float) (1 - (place - low));
            axis[i * from + high] += (float) (place - low);
        }
        float[] matrix = new float[to * to * from * from];
        for (int i = 0; i < to * to; i++) {
            for (int j = 0; j < from * from; j++) {
                matrix[i * from * from + j] = axis[i / to * from + j / from] * axis[i % to * from + j % from];
            }
        }
        return matrix;
    }

    /**
     * For each cell and side, weights of the coarse cells that lie there: the more, the closer and the straighter. They
     * sum to one, or are all zero where nothing lies there: (sides * grid * grid, coarse * coarse).
     */
    static float[] surroundings(int grid, int coarse) {
        int cells = grid * grid;
        int others = coarse * coarse;
        float[] matrix = new float[InvertedResidualSizes.SIDES * cells * others];
        for (int row = 0; row < InvertedResidualSizes.SIDES * cells; row++) {
            double[] side = DIRECTIONS[row / cells];
            int cell = row % cells;
            double[] weights = new double[others];
            double sum = 0;
            for (int other = 0; other < others; other++) {
                double x = (other % coarse + 0.5) / coarse - (cell % grid + 0.5) / grid;
                double y = (other / coarse + 0.5) / coarse - (cell / grid + 0.5) / grid;
                weights[other] = weight(x, y, side);
                sum += weights[other];
            }
            for (int other = 0; other < others && sum > 0; other++) {
                matrix[row * others + other] = (float) (weights[other] / sum);
            }
        }
        return matrix;
    }

    private static double weight(double x, double y, double[] side) {
        double distance = Math.hypot(x, y);
        double along = x * side[0] + y * side[1];
        double straight = along > 0 ? along / distance : 0;
        return straight * straight * Math.exp(-distance / REACH);
    }

    /** Where each cell lies: cosines of half waves along x, then y, of mean square one: (grid * grid, 2 * waves). */
    static float[] positions(int grid) {
        int waves = InvertedResidualSizes.POSITION_WAVES;
        float[] matrix = new float[grid * grid * 2 * waves];
        for (int cell = 0; cell < grid * grid; cell++) {
            for (int wave = 0; wave < waves; wave++) {
                matrix[(cell * 2) * waves + wave] = cosine(cell % grid, grid, wave + 1);
                matrix[(cell * 2 + 1) * waves + wave] = cosine(cell / grid, grid, wave + 1);
            }
        }
        return matrix;
    }

    private static float cosine(int place, int grid, int halfWaves) {
        return (float) (Math.sqrt(2) * Math.cos(Math.PI * halfWaves * (place + 0.5) / grid));
    }
}
