package io.dynrefer.training;

/**
 * All that decides the result of a training; {@code config.json} of a run folder.
 *
 * @param config how it runs
 * @param inputs what it reads
 */
public record TrainingPlan(TrainingConfig config, TrainingInputs inputs) {
    /** The same with another number of steps. */
    TrainingPlan lasting(long steps) {
        return new TrainingPlan(config.lasting(steps), inputs);
    }
}
