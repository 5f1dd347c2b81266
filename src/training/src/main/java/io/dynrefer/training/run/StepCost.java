package io.dynrefer.training.run;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * What a step costs.
 *
 * @param times where its time goes
 * @param residentMebibytes memory of the process, without mapped files; 0 where the system does not say
 */
public record StepCost(StepTimes times, long residentMebibytes) {
    /** What the steps of a whole training cost, in a line; at least one. */
    public static String summary(List<StepCost> steps) {
        return String.format(
                Locale.ROOT,
                "A step, median: %.0f ms (data %.0f, forward %.0f, backward %.0f, optimiser %.0f); "
                        + "memory: %d to %d MiB, %d at the end",
                median(steps, step -> step.times().total()),
                median(steps, step -> step.times().data()),
                median(steps, step -> step.times().forward()),
                median(steps, step -> step.times().backward()),
                median(steps, step -> step.times().optimiser()),
                steps.stream().mapToLong(StepCost::residentMebibytes).min().orElseThrow(),
                steps.stream().mapToLong(StepCost::residentMebibytes).max().orElseThrow(),
                steps.get(steps.size() - 1).residentMebibytes());
    }

    private static double median(List<StepCost> steps, ToDoubleFunction<StepCost> number) {
        double[] sorted = steps.stream().mapToDouble(number).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
