package io.dynrefer.training;

import io.dynrefer.region.TimeLeft;
import io.dynrefer.training.network.LossValues;
import io.dynrefer.training.optimise.AdamW;
import io.dynrefer.training.run.StepCost;
import io.dynrefer.training.run.StepMetrics;
import io.dynrefer.training.run.StepTimes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Adds up the steps since the last line. */
final class StepTotals {
    private static final Path PROCESS = Path.of("/proc/self/status");

    /** Without the pages of mapped files, such as the feature cache, which come and go with what else runs. */
    private static final String OWN_MEMORY = "RssAnon:";

    private static final double NANOSECONDS = 1e9;
    private static final int KIBI = 1024;

    private final Assembly assembly;
    private final AdamW optimiser;
    private final long samplesPerStep;
    private final long stepsToGo;
    private final TimeLeft timeLeft = new TimeLeft();
    private LossValues losses = LossValues.ZERO;
    private StepTimes times = StepTimes.ZERO;
    private double gradientNorm;
    private int count;
    private long done;
    private long windowStart = System.nanoTime();

    /** @param stepsToGo from now to the end */
    StepTotals(Assembly assembly, AdamW optimiser, long samplesPerStep, long stepsToGo) {
        this.assembly = assembly;
        this.optimiser = optimiser;
        this.samplesPerStep = samplesPerStep;
        this.stepsToGo = stepsToGo;
    }

    void add(Stepper.Result result) {
        losses = losses.plus(result.losses());
        times = times.plus(result.times());
        gradientNorm += result.gradientNorm();
        count++;
        done++;
    }

    /** The averages since the last {@link #clear}. */
    StepMetrics metrics(long step, double learningRate) {
        return new StepMetrics(
                step,
                (double) step * samplesPerStep / assembly.order().epochSize(),
                losses.times(1.0 / count),
                learningRate,
                gradientNorm / count,
                samplesPerSecond(),
                new StepCost(times.times(1.0 / count), residentMebibytes()),
                assembly.weights().managedArrays() + optimiser.managedArrays());
    }

    private double samplesPerSecond() {
        return count * samplesPerStep * NANOSECONDS / (System.nanoTime() - windowStart);
    }

    /** The line for people. */
    String line(long step, long steps) {
        return String.format(
                Locale.ROOT,
                "Step %d of %d: %s, gradient %.2f, %.1f samples/s, %s left",
                step,
                steps,
                text(losses.times(1.0 / count)),
                gradientNorm / count,
                samplesPerSecond(),
                timeLeft.text(done, stepsToGo - done));
    }

    static String text(LossValues losses) {
        return String.format(
                Locale.ROOT,
                "loss %.4f (caption %.4f, tag %.4f, contrast %.4f)",
                losses.total(),
                losses.caption(),
                losses.tag(),
                losses.contrast());
    }

    void clear() {
        losses = LossValues.ZERO;
        times = StepTimes.ZERO;
        gradientNorm = 0;
        count = 0;
        windowStart = System.nanoTime();
    }

    /** Memory of this process alone, 0 where the system does not say. */
    private static long residentMebibytes() {
        if (!Files.isReadable(PROCESS)) {
            return 0;
        }
        try {
            return Files.readAllLines(PROCESS).stream()
                    .filter(line -> line.startsWith(OWN_MEMORY))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / KIBI)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + PROCESS, e);
        }
    }
}
