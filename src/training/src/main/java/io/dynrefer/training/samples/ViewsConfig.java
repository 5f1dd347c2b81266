package io.dynrefer.training.samples;

import io.dynrefer.region.DynReferException;
import io.dynrefer.region.TaskPrior;
import io.dynrefer.views.CandidateViews;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which views training shows of a region, besides the region's own where that is not said.
 *
 * @param mode how they are chosen
 * @param candidates of every mode but {@code fixed}: coefficients in (0, 1]; all ten where left out
 * @param coefficients of the mode {@code fixed}: as many as the model takes; one may occur several times
 */
public record ViewsConfig(
        Mode mode,
        @Nullable List<Double> candidates,
        @Nullable List<Double> coefficients) {
    /** How views are chosen. */
    public enum Mode {
        /** Anew in every step: t = 0, then distinct candidates in random order (METHOD 5). */
        RANDOM,
        /**
         * The same, smallest coefficient first, so that a place among the views keeps its meaning: the fusion layer has
         * weights of its own for each (METHOD 3). Not the paper's.
         */
        RANDOM_ASCENDING,
        /** Always the same coefficients. */
        FIXED,
        /** By the image prior (METHOD 2). */
        IMAGE
    }

    private static final Set<Mode> OF_DISTINCT_VIEWS = EnumSet.of(Mode.RANDOM, Mode.RANDOM_ASCENDING);

    public ViewsConfig {
        candidates = candidates == null ? null : List.copyOf(candidates);
        coefficients = coefficients == null ? null : List.copyOf(coefficients);
        if ((mode == Mode.FIXED) != (coefficients != null)) {
            throw DynReferException.invalid(
                    "coefficients", "Views of mode fixed need coefficients, and those of other modes take none.");
        }
        if (mode == Mode.FIXED && candidates != null) {
            throw DynReferException.invalid("candidates", "Views of mode fixed take no candidates.");
        }
        requireUnit("candidates", candidates, Double.MIN_VALUE);
        requireUnit("coefficients", coefficients, 0);
    }

    private static void requireUnit(String field, @Nullable List<Double> values, double least) {
        if (values != null && !values.stream().allMatch(t -> t >= least && t <= 1)) {
            throw DynReferException.invalid(
                    field,
                    field + " must lie " + (least > 0 ? "above 0 and" : "between 0 and") + " up to 1: " + values + ".");
        }
    }

    /** The coefficients to choose from besides 0. */
    public List<Double> choices() {
        return candidates == null ? CandidateViews.COEFFICIENTS : candidates;
    }

    /** The coefficients of the mode {@code fixed}, in the order of the views. */
    public List<Double> fixed() {
        return coefficients == null ? List.of() : coefficients;
    }

    /** With which views the model is to be asked: those of the mode {@code fixed}; nothing is known of others. */
    public Optional<TaskPrior> prior() {
        return Optional.ofNullable(coefficients).map(TaskPrior::all);
    }

    /** Every coefficient that may occur, smallest first. */
    public List<Double> possible() {
        if (coefficients != null) {
            return List.copyOf(new TreeSet<>(coefficients));
        }
        TreeSet<Double> possible = new TreeSet<>(choices());
        possible.add(0.0);
        return List.copyOf(possible);
    }

    /** Fails where the model's number of views cannot be met. */
    public void check(int viewCount) {
        if (coefficients != null && coefficients.size() != viewCount) {
            throw DynReferException.invalid(
                    "views.coefficients",
                    "The model takes " + viewCount + " views; views.coefficients names " + coefficients.size() + ".");
        }
        if (OF_DISTINCT_VIEWS.contains(mode) && choices().size() < viewCount - 1) {
            throw DynReferException.invalid(
                    "views.candidates",
                    "The model takes " + (viewCount - 1) + " views besides the region's own; views.candidates has only "
                            + choices().size() + ".");
        }
    }
}
