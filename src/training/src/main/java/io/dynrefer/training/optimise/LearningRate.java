package io.dynrefer.training.optimise;

/**
 * The learning rate's course (METHOD 5): up in a straight line, then down half a cosine.
 *
 * @param peak the highest rate
 * @param floor the rate at the end
 * @param warmUpSteps steps until the peak, 0 or more
 * @param steps of the whole training, more than {@code warmUpSteps}
 */
public record LearningRate(double peak, double floor, long warmUpSteps, long steps) {
    public LearningRate {
        if (warmUpSteps < 0 || steps <= warmUpSteps || floor < 0 || floor > peak) {
            throw new IllegalArgumentException(
                    "no course from " + warmUpSteps + " of " + steps + " steps, peak " + peak + " to floor " + floor);
        }
    }

    /** The rate of a step; the first is 0. */
    public double at(long step) {
        if (step < warmUpSteps) {
            return peak * (step + 1) / warmUpSteps;
        }
        double done = Math.min(1, (double) (step - warmUpSteps) / (steps - warmUpSteps));
        return floor + (peak - floor) * (1 + Math.cos(Math.PI * done)) / 2;
    }
}
