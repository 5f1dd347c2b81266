package io.dynrefer.model.calibration;

import io.dynrefer.region.FloatMatrix;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * Tells a thing from a piece of background by the region's representation: the logistic function of a weighted sum of
 * its last numbers. Of presets with lexical rows these are the last, of others all.
 *
 * @param weights one for each of the last numbers of x_v, row by row
 */
public record Thing(double bias, List<Double> weights) {
    public Thing {
        weights = List.copyOf(weights);
    }

    /** How likely the region is a thing, in [0, 1]. */
    public double known(FloatMatrix representation) {
        FloatBuffer values = representation.values();
        int first = values.limit() - weights.size();
        double sum = bias;
        for (int i = 0; i < weights.size(); i++) {
            sum += weights.get(i) * values.get(first + i);
        }
        return Logistic.sigmoid(sum);
    }
}
