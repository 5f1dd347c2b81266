package io.dynrefer.model.pretrained;

import io.dynrefer.region.DynReferException;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/** Principal component analysis with whitening: the directions of most variance, each scaled to about variance one. */
final class Whitening {
    /** Part of the largest variance below which a direction counts as noise and is not blown up to one. */
    private static final double FLOOR = 1e-3;

    private Whitening() {}

    /**
     * The projection of vectors of these moments to {@code kept} numbers.
     *
     * @param name of the linear layer
     * @return its weight (kept, width) and bias (kept)
     */
    static List<StoredTensor> fit(String name, Moments moments, int kept) {
        DMatrixRMaj covariance = moments.covariance();
        int width = covariance.numRows;
        if (kept > width) {
            throw DynReferException.invalid(
                    "inverted_residual", name + " has " + width + " numbers; the preset keeps " + kept + " of them.");
        }
        if (moments.count() <= kept) {
            throw DynReferException.invalid(
                    "--data", "The data sets have too few views to fit " + name + ": " + moments.count() + ".");
        }
        Eigenvectors directions = Eigenvectors.of(covariance, kept);
        float[] weight = new float[kept * width]; // (kept, width)
        float[] bias = new float[kept];
        for (int row = 0; row < kept; row++) {
            double variance = Math.max(directions.values()[row], 0);
            double floor = FLOOR * directions.values()[0];
            double scale = variance + floor > 0 ? 1 / Math.sqrt(variance + floor) : 0;
            double offset = 0;
            for (int i = 0; i < width; i++) {
                weight[row * width + i] = (float) (directions.vectors().get(i, row) * scale);
                offset -= directions.vectors().get(i, row) * scale * moments.mean(i);
            }
            bias[row] = (float) offset;
        }
        return List.of(
                StoredTensor.of(name + ".weight", weight, (long) kept, (long) width),
                StoredTensor.of(name + ".bias", bias, (long) kept));
    }
}
