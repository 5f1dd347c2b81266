package io.dynrefer.model.pretrained;

import io.dynrefer.region.DynReferException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

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
        EigenDecomposition_F64<DMatrixRMaj> decomposition = DecompositionFactory_DDRM.eig(width, true, true);
        if (!decomposition.decompose(covariance)) {
            throw new IllegalStateException("the covariance of " + name + " has no eigenvectors");
        }
        int[] order = IntStream.range(0, width)
                .boxed()
                .sorted(Comparator.comparingDouble(
                        i -> -decomposition.getEigenvalue(i).getReal()))
                .mapToInt(Integer::intValue)
                .toArray();
        double floor = FLOOR * decomposition.getEigenvalue(order[0]).getReal();
        float[] weight = new float[kept * width]; // (kept, width)
        float[] bias = new float[kept];
        for (int row = 0; row < kept; row++) {
            double variance = Math.max(decomposition.getEigenvalue(order[row]).getReal(), 0);
            double[] direction = direction(decomposition.getEigenVector(order[row]));
            double scale = variance + floor > 0 ? 1 / Math.sqrt(variance + floor) : 0;
            double offset = 0;
            for (int i = 0; i < width; i++) {
                weight[row * width + i] = (float) (direction[i] * scale);
                offset -= direction[i] * scale * moments.mean(i);
            }
            bias[row] = (float) offset;
        }
        return List.of(
                StoredTensor.of(name + ".weight", weight, (long) kept, (long) width),
                StoredTensor.of(name + ".bias", bias, (long) kept));
    }

    /** The vector with the sign that makes its largest part positive: eigenvectors have none of their own. */
    private static double[] direction(DMatrixRMaj vector) {
        double[] values = vector.getData();
        double largest = 0;
        for (double value : values) {
            largest = Math.abs(value) > Math.abs(largest) ? value : largest;
        }
        double sign = Math.signum(largest);
        return Arrays.stream(values).map(value -> value * sign).toArray();
    }
}
