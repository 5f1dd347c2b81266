package io.dynrefer.evaluation.run;

import java.util.Locale;
import java.util.Map;

/**
 * A profile, in seconds.
 *
 * @param answers how many were given: a region that two subjects were asked about counts twice
 * @param total from the evaluation's beginning
 * @param model by part of the model
 * @param outside by what was done outside it; the rest under {@code other}
 * @param outsideShare of the total, 0..1
 */
public record TimeProfile(
        long answers, double total, Map<String, Double> model, Map<String, Double> outside, double outsideShare) {
    /** The profile as one line, e.g. for the end of an evaluation. */
    public String describe() {
        return String.format(
                Locale.ROOT,
                "Time: %.1f s for %d answers. In the model%s. Outside %.1f %%:%s.",
                total,
                answers,
                shares(model, total),
                100 * outsideShare,
                shares(outside, total));
    }

    private static String shares(Map<String, Double> seconds, double total) {
        StringBuilder text = new StringBuilder();
        seconds.forEach((name, time) -> text.append(text.isEmpty() ? "" : ",")
                .append(String.format(Locale.ROOT, " %s %.1f %%", name, 100 * time / total)));
        return text.isEmpty() ? " nothing" : text.toString();
    }
}
