package io.dynrefer.model.pretrained;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * The first eigenvectors of a symmetric matrix, largest eigenvalues first.
 *
 * @param values the eigenvalues (kept)
 * @param vectors as columns (width, kept), the largest entry of each positive: they have no sign of their own
 */
record Eigenvectors(double[] values, DMatrixRMaj vectors) {
    static Eigenvectors of(DMatrixRMaj symmetric, int kept) {
        int width = symmetric.numRows;
        EigenDecomposition_F64<DMatrixRMaj> decomposition = DecompositionFactory_DDRM.eig(width, true, true);
        if (!decomposition.decompose(symmetric.copy())) {
            throw new IllegalStateException("a covariance has no eigenvectors");
        }
        int[] order = IntStream.range(0, width)
                .boxed()
                .sorted(Comparator.comparingDouble(
                        i -> -decomposition.getEigenvalue(i).getReal()))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] values = new double[kept];
        DMatrixRMaj vectors = new DMatrixRMaj(width, kept);
        for (int column = 0; column < kept; column++) {
            values[column] = decomposition.getEigenvalue(order[column]).getReal();
            DMatrixRMaj vector = decomposition.getEigenVector(order[column]);
            double sign = Math.signum(vector.get(largest(vector)));
            for (int row = 0; row < width; row++) {
                vectors.set(row, column, sign * vector.get(row));
            }
        }
        return new Eigenvectors(values, vectors);
    }

    private static int largest(DMatrixRMaj vector) {
        int largest = 0;
        for (int i = 1; i < vector.getNumElements(); i++) {
            largest = Math.abs(vector.get(i)) > Math.abs(vector.get(largest)) ? i : largest;
        }
        return largest;
    }

    /** The matrix to a power, with eigenvalues of at least {@code floor} times the largest. */
    DMatrixRMaj power(double exponent, double floor) {
        DMatrixRMaj scaled = vectors.copy();
        for (int row = 0; row < scaled.numRows; row++) {
            for (int column = 0; column < scaled.numCols; column++) {
                double value = Math.max(values[column], floor * values[0]);
                scaled.set(row, column, scaled.get(row, column) * Math.pow(value, exponent));
            }
        }
        DMatrixRMaj power = new DMatrixRMaj(scaled.numRows, scaled.numRows);
        CommonOps_DDRM.multTransB(scaled, vectors, power);
        return power;
    }
}
