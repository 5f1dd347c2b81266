package io.dynrefer.training.run;

/** Where a step's time goes, in milliseconds. */
public record StepTimes(double data, double forward, double backward, double optimiser) {
    /** No time. */
    public static final StepTimes ZERO = new StepTimes(0, 0, 0, 0);

    public StepTimes plus(StepTimes other) {
        return new StepTimes(
                data + other.data, forward + other.forward, backward + other.backward, optimiser + other.optimiser);
    }

    public StepTimes times(double factor) {
        return new StepTimes(data * factor, forward * factor, backward * factor, optimiser * factor);
    }

    public double total() {
        return data + forward + backward + optimiser;
    }
}
