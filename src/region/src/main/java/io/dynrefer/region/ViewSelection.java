package io.dynrefer.region;

import java.util.List;

/** How a request wants its views chosen (METHOD 2). */
public sealed interface ViewSelection {
    /** The views that suit the task best, from the task-prior table. */
    record ByTask() implements ViewSelection {}

    /** The views whose perceptual hash gains most over the region's own, found per region. */
    record ByImage() implements ViewSelection {}

    /** The caller's own coefficients, 0 first, each in [0, 1]. */
    record Explicit(List<Double> coefficients) implements ViewSelection {
        public Explicit {
            coefficients = List.copyOf(coefficients);
            if (coefficients.isEmpty() || coefficients.get(0) != 0.0) {
                throw DynReferException.invalid(
                        "views", "Explicit views start with 0, the region itself; got " + coefficients + ".");
            }
            for (double t : coefficients) {
                if (!(t >= 0 && t <= 1)) {
                    throw DynReferException.invalid(
                            "views",
                            "A view coefficient is between 0 (the region) and 1 (the whole image), not " + t + ".");
                }
            }
        }
    }
}
