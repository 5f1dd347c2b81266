package io.dynrefer.views;

import java.util.List;
import java.util.stream.IntStream;

/** The interpolation coefficients a view after the first is chosen from: t = 0.1, 0.2 … 1.0 (METHOD 1). */
public final class CandidateViews {
    /** The candidates, smallest first. */
    public static final List<Double> COEFFICIENTS =
            IntStream.rangeClosed(1, 10).mapToObj(tenth -> tenth / 10.0).toList();

    private CandidateViews() {}
}
