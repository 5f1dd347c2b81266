package io.dynrefer.region;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** How a request wants its views chosen (METHOD 2). */
public sealed interface ViewSelection {
    /** The selection that {@code task}, {@code image}, or comma-separated coefficients name; anything else is a 400. */
    static ViewSelection parse(String text) {
        return switch (text) {
            case "task" -> new ByTask();
            case "image" -> new ByImage();
            default -> Explicit.parse(text);
        };
    }

    /** What {@link #parse} reads. */
    String text();

    /** The views that suit the task best, from the model's {@link TaskPrior}. */
    record ByTask() implements ViewSelection {
        @Override
        public String text() {
            return "task";
        }
    }

    /** The same views for every task. */
    sealed interface Common extends ViewSelection {}

    /** The views whose perceptual hash gains most over the region's own, found per region. */
    record ByImage() implements Common {
        @Override
        public String text() {
            return "image";
        }
    }

    /** These coefficients, each in [0, 1]; a caller's begin with 0, the region itself. */
    record Explicit(List<Double> coefficients) implements Common {
        public Explicit {
            coefficients = List.copyOf(coefficients);
            for (double t : coefficients) {
                if (!(t >= 0 && t <= 1)) {
                    throw DynReferException.invalid(
                            "views",
                            "A view coefficient is between 0 (the region) and 1 (the whole image), not " + t + ".");
                }
            }
        }

        private static Explicit parse(String text) {
            try {
                return new Explicit(Arrays.stream(text.split(",", -1))
                        .map(part -> Double.valueOf(part.trim()))
                        .toList());
            } catch (NumberFormatException e) {
                throw new DynReferException(
                        ErrorCode.INVALID_REQUEST,
                        "views",
                        "'" + text + "' does not name views. Use task, image, or coefficients such as 0,0.1,0.5.",
                        e);
            }
        }

        @Override
        public String text() {
            return coefficients.stream()
                    .map(t -> t == Math.rint(t) ? String.valueOf(t.intValue()) : String.valueOf(t))
                    .collect(Collectors.joining(","));
        }

        /** Refuses what a caller may not ask for. */
        public void requireRegionFirst() {
            if (coefficients.isEmpty() || coefficients.get(0) != 0.0) {
                throw DynReferException.invalid(
                        "views", "Explicit views start with 0, the region itself; got " + coefficients + ".");
            }
        }
    }
}
