package io.dynrefer.training;

import ai.djl.ndarray.NDArray;
import io.dynrefer.data.DatasetOpener;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ModelCard;
import io.dynrefer.safetensors.TensorType;
import io.dynrefer.store.Json;
import io.dynrefer.training.network.LossValues;
import io.dynrefer.training.optimise.AdamW;
import io.dynrefer.training.optimise.LearningRate;
import io.dynrefer.training.optimise.MovingAverage;
import io.dynrefer.training.run.Checkpoints;
import io.dynrefer.training.run.MetricsLog;
import io.dynrefer.training.run.RunFolder;
import io.dynrefer.training.run.StepCost;
import io.dynrefer.training.run.TrainingPlots;
import io.dynrefer.training.samples.Sample;
import io.dynrefer.training.weights.FinishedModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A training from start to finished model, in a run folder (METHOD 5).
 *
 * <p>Interrupted at any time it goes on from its last checkpoint and ends with the same weights, bit by bit, as if it
 * had not been: everything random follows from the seed and the number of the step. (With several engine threads sums
 * may differ in the last bit from run to run.)
 */
public final class Training implements AutoCloseable {
    private final TrainingPlan plan;
    private final RunFolder folder;
    private final Consumer<String> messages;
    private final Assembly assembly;
    private final AdamW optimiser;
    private final @Nullable MovingAverage average;
    private final Stepper stepper;
    private final LearningRate learningRate;
    private final Checkpoints checkpoints;
    private final MetricsLog metrics;
    private final long steps;
    private volatile boolean stopping;
    private long step; // made so far

    private Training(TrainingPlan plan, RunFolder folder, DatasetOpener opener, Consumer<String> messages) {
        TrainingConfig config = plan.config();
        this.plan = plan;
        this.folder = folder;
        this.messages = messages;
        this.assembly = new Assembly(plan, opener, messages);
        Map<String, NDArray> weights = assembly.weights().trained();
        this.optimiser = new AdamW(weights, config.optimiser(), config::pace);
        this.average = config.averageDecay() == null ? null : new MovingAverage(weights, config.averageDecay());
        this.steps = config.duration().steps(assembly.order().epochSize(), samplesPerStep());
        TrainingConfig.Rate rate = config.learningRate();
        this.learningRate = new LearningRate(rate.peak(), rate.end(), Math.min(rate.warmUpSteps(), steps - 1), steps);
        this.stepper = new Stepper(config, assembly, optimiser, learningRate);
        this.checkpoints = new Checkpoints(folder.checkpoints());
        this.metrics = new MetricsLog(folder.metrics());
    }

    /** Begins a training in a folder that holds none. */
    public static Training start(TrainingPlan plan, RunFolder folder, DatasetOpener opener, Consumer<String> messages) {
        folder.start(Json.write(plan));
        try {
            return new Training(plan, folder, opener, messages);
        } catch (RuntimeException e) {
            folder.forget();
            throw e;
        }
    }

    /** Goes on with the training that a folder holds, from its last checkpoint, or from the start if it has none. */
    public static Training resume(RunFolder folder, DatasetOpener opener, Consumer<String> messages) {
        Training training = new Training(plan(folder), folder, opener, messages);
        training.restore();
        return training;
    }

    /**
     * Gives the training of a folder another number of steps in all; {@link #resume} makes those that are missing. The
     * learning rate is from then on that of a training which had this number from the start.
     */
    public static void lengthen(RunFolder folder, long steps) {
        folder.write(Json.write(plan(folder).lasting(steps)));
    }

    private static TrainingPlan plan(RunFolder folder) {
        return Json.read(folder.read(), TrainingPlan.class);
    }

    private void restore() {
        Optional<Checkpoints.State> state = checkpoints.restore(state(), messages);
        step = state.map(Checkpoints.State::step).orElse(0L);
        if (step > steps) {
            throw DynReferException.invalid(
                    "duration", "The training made " + step + " steps already and was to make " + steps + " in all.");
        }
        optimiser.resume(step);
        metrics.cutAfter(step);
        messages.accept("Going on after step " + step);
    }

    private long samplesPerStep() {
        return (long) plan.config().batch().size() * plan.config().batch().passes();
    }

    /** Asks for a checkpoint and an end after the present step; may be called from any thread. */
    public void stop() {
        stopping = true;
    }

    /**
     * Trains to the end and writes the model folder; empty if it was stopped before, with a checkpoint to go on from.
     */
    public Optional<ModelCard> run() {
        TrainingConfig.Reports reports = plan.config().reports();
        StepTotals progress = new StepTotals(assembly, optimiser, samplesPerStep(), steps - step);
        List<Sample> validation = assembly.validation(reports.validationSamples());
        announce(validation.size());
        while (step < steps && !stopping) {
            progress.add(stepper.step(step));
            step++;
            if (average != null) {
                average.update();
            }
            if (step % reports.logEvery() == 0 || step == steps) {
                metrics.train(progress.metrics(step, learningRate.at(step - 1)));
                messages.accept(progress.line(step, steps));
                progress.clear();
            }
            if (!validation.isEmpty() && (step % reports.validateEvery() == 0 || step == steps)) {
                validate(validation);
            }
            if (step % reports.checkpointEvery() == 0 || step == steps) {
                save();
            }
        }
        return step < steps ? stopped() : Optional.of(finish());
    }

    private void announce(int validationSamples) {
        long weights = assembly.weights().trained().values().stream()
                .mapToLong(NDArray::size)
                .sum();
        messages.accept(String.format(
                "%d tensors learn, %d numbers; %d steps of %d samples, %d samples an epoch, %d to validate on",
                assembly.weights().trained().size(),
                weights,
                steps,
                samplesPerStep(),
                assembly.order().epochSize(),
                validationSamples));
    }

    private void validate(List<Sample> samples) {
        LossValues losses = stepper.evaluate(samples);
        metrics.validation(step, losses);
        messages.accept("Validation: " + StepTotals.text(losses));
    }

    private void save() {
        checkpoints.save(new Checkpoints.State(step, plan.config().seed()), state());
        List<MetricsLog.Point> points = metrics.points();
        if (!points.isEmpty()) {
            TrainingPlots.writeLosses(folder.losses(), points);
            TrainingPlots.writeCosts(folder.costs(), points);
        }
    }

    private Optional<ModelCard> stopped() {
        save();
        messages.accept("Stopped after step " + step + "; go on with --resume");
        return Optional.empty();
    }

    private ModelCard finish() {
        Map<String, NDArray> learned = average == null ? assembly.weights().trained() : average.averages();
        TensorType numbers = switch (plan.config().saveAs()) {
            case FP32 -> TensorType.F32;
            case FP16 -> TensorType.F16;
            case INT8 -> TensorType.I8;
        };
        ModelCard card = new FinishedModel(
                        plan.inputs().startFolder(), learned, plan.config().lora(), numbers)
                .write(folder.model(), plan.config().views().prior());
        List<StepCost> costs = metrics.points().stream()
                .flatMap(point -> Stream.ofNullable(point.cost()))
                .toList();
        messages.accept(StepCost.summary(costs));
        messages.accept("Wrote " + folder.model());
        return card;
    }

    /** Every array that a checkpoint holds, by name. */
    private Map<String, NDArray> state() {
        Map<String, NDArray> state = new LinkedHashMap<>();
        assembly.weights().trained().forEach((name, weight) -> state.put("weight/" + name, weight));
        state.putAll(optimiser.moments());
        if (average != null) {
            average.averages().forEach((name, weight) -> state.put("average/" + name, weight));
        }
        return state;
    }

    @Override
    public void close() {
        if (average != null) {
            average.close();
        }
        optimiser.close();
        assembly.close();
    }
}
