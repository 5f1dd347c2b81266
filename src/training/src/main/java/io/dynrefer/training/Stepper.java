package io.dynrefer.training;

import io.dynrefer.model.nn.Inference;
import io.dynrefer.model.nn.Recording;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.training.network.Batch;
import io.dynrefer.training.network.LossValues;
import io.dynrefer.training.network.Losses;
import io.dynrefer.training.optimise.AdamW;
import io.dynrefer.training.optimise.LearningRate;
import io.dynrefer.training.run.StepTimes;
import io.dynrefer.training.samples.Sample;
import io.dynrefer.training.samples.Seeds;
import java.util.ArrayList;
import java.util.List;

/** Makes single steps; which samples and what chance decides depend on the seed and the step's number alone. */
final class Stepper {
    private static final double NANOSECONDS = 1e6;

    private final TrainingConfig config;
    private final Assembly assembly;
    private final AdamW optimiser;
    private final LearningRate learningRate;

    /** What came of a step. */
    record Result(LossValues losses, double gradientNorm, StepTimes times) {}

    Stepper(TrainingConfig config, Assembly assembly, AdamW optimiser, LearningRate learningRate) {
        this.config = config;
        this.assembly = assembly;
        this.optimiser = optimiser;
        this.learningRate = learningRate;
    }

    /** Changes the weights once; {@code step} counts from 0. */
    Result step(long step) {
        int passes = config.batch().passes();
        LossValues losses = LossValues.ZERO;
        StepTimes times = StepTimes.ZERO;
        for (int pass = 0; pass < passes; pass++) {
            Result result = pass(step * passes + pass);
            losses = losses.plus(result.losses());
            times = times.plus(result.times());
        }
        long start = System.nanoTime();
        double norm = optimiser.step(learningRate.at(step), passes);
        requireFinite(step, losses.total() + norm);
        StepTimes all = times.plus(new StepTimes(0, 0, 0, (System.nanoTime() - start) / NANOSECONDS));
        return new Result(losses.times(1.0 / passes), norm, all);
    }

    private static void requireFinite(long step, double value) {
        if (!Double.isFinite(value)) {
            throw new DynReferException(
                    ErrorCode.INTERNAL,
                    "learning_rate",
                    "The loss or its gradient is not finite in step " + (step + 1) + "; lower learning_rate.peak.");
        }
    }

    private Result pass(long pass) {
        int size = config.batch().size();
        List<Sample> samples = new ArrayList<>();
        long[] seeds = new long[size];
        for (int i = 0; i < size; i++) {
            long position = pass * size + i;
            samples.add(assembly.order().at(position));
            seeds[i] = Seeds.of(config.seed(), "sample", position);
        }
        long start = System.nanoTime();
        return Recording.call(manager -> {
            Batch drawn = assembly.batches().of(manager, samples, seeds);
            Batch batch = drawn.withViews(config.augmented(drawn.views(), seeds));
            Recording.seed(Seeds.of(config.seed(), "dropout", pass));
            long prepared = System.nanoTime();
            Losses losses = assembly.network().forward(batch);
            LossValues values = losses.values();
            long forward = System.nanoTime();
            Recording.backward(losses.total());
            long backward = System.nanoTime();
            return new Result(
                    values,
                    0,
                    new StepTimes(
                            (prepared - start) / NANOSECONDS,
                            (forward - prepared) / NANOSECONDS,
                            (backward - forward) / NANOSECONDS,
                            0));
        });
    }

    /** The mean losses of samples as they are, without learning; the same at every call for the same weights. */
    LossValues evaluate(List<Sample> samples) {
        int size = config.batch().size();
        LossValues sum = LossValues.ZERO;
        for (int from = 0; from < samples.size(); from += size) {
            List<Sample> batch = samples.subList(from, Math.min(from + size, samples.size()));
            long[] seeds = new long[batch.size()];
            for (int i = 0; i < seeds.length; i++) {
                seeds[i] = Seeds.of(config.seed(), "validation", from + i);
            }
            LossValues values = Inference.call(manager -> assembly.network()
                    .forward(assembly.batches().of(manager, batch, seeds))
                    .values());
            sum = sum.plus(values.times((double) batch.size() / samples.size()));
        }
        return sum;
    }
}
