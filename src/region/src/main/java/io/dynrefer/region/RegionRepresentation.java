package io.dynrefer.region;

import java.util.List;

/**
 * x_v, the Q-Former's output: the one artefact every decoder reads (METHOD 3.5).
 *
 * @param coefficients t of the views it was built from, in selection order
 * @param queries {@code (queries, hidden)}, 32 x 768 for the released model
 */
public record RegionRepresentation(List<Double> coefficients, FloatMatrix queries) {
    public RegionRepresentation {
        coefficients = List.copyOf(coefficients);
    }
}
