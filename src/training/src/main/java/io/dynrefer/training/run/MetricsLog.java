package io.dynrefer.training.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dynrefer.store.Json;
import io.dynrefer.training.network.LossValues;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The measurements of a training, one JSON object a line: {@code "split"} is {@code train} or {@code val}. */
public final class MetricsLog {
    private static final String TIMES = "milliseconds";
    private static final String MEMORY = "resident_mib";

    private final Path file;

    public MetricsLog(Path file) {
        this.file = file;
    }

    /**
     * A measurement.
     *
     * @param cost of the steps before it; null for a validation
     */
    public record Point(
            long step, LossValues losses, @Nullable StepCost cost) {}

    /** Adds the line of some steps. */
    public void train(StepMetrics metrics) {
        ObjectNode line = losses("train", metrics.step(), metrics.losses());
        line.put("epoch", round(metrics.epoch()));
        line.put("learning_rate", round(metrics.learningRate()));
        line.put("gradient_norm", round(metrics.gradientNorm()));
        line.put("samples_per_second", round(metrics.samplesPerSecond()));
        StepTimes times = metrics.cost().times();
        line.putObject(TIMES)
                .put("data", round(times.data()))
                .put("forward", round(times.forward()))
                .put("backward", round(times.backward()))
                .put("optimiser", round(times.optimiser()));
        line.put("managed_arrays", metrics.managedArrays());
        line.put(MEMORY, metrics.cost().residentMebibytes());
        append(line);
    }

    /** Adds the line of a validation. */
    public void validation(long step, LossValues losses) {
        append(losses("val", step, losses));
    }

    private static ObjectNode losses(String split, long step, LossValues losses) {
        return Json.mapper()
                .createObjectNode()
                .put("split", split)
                .put("step", step)
                .put("loss", round(losses.total()))
                .put("caption", round(losses.caption()))
                .put("tag", round(losses.tag()))
                .put("contrast", round(losses.contrast()));
    }

    /** Six significant digits. */
    private static double round(double value) {
        return Double.isFinite(value) ? Double.parseDouble(String.format(Locale.ROOT, "%.6g", value)) : value;
    }

    private void append(JsonNode line) {
        try {
            Files.writeString(
                    file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /** Drops what was measured after {@code step}: those steps are made again. */
    public void cutAfter(long step) {
        try {
            StringBuilder kept = new StringBuilder();
            for (JsonNode line : lines()) {
                if (line.path("step").asLong() <= step) {
                    kept.append(line).append('\n');
                }
            }
            RunFolder.replace(file, kept.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /** All measurements, in order. */
    public List<Point> points() {
        List<Point> points = new ArrayList<>();
        for (JsonNode line : lines()) {
            LossValues losses = new LossValues(
                    line.path("caption").asDouble(),
                    line.path("tag").asDouble(),
                    line.path("contrast").asDouble());
            points.add(new Point(line.path("step").asLong(), losses, line.has(TIMES) ? cost(line) : null));
        }
        return points;
    }

    private static StepCost cost(JsonNode line) {
        JsonNode times = line.path(TIMES);
        return new StepCost(
                new StepTimes(
                        times.path("data").asDouble(),
                        times.path("forward").asDouble(),
                        times.path("backward").asDouble(),
                        times.path("optimiser").asDouble()),
                line.path(MEMORY).asLong());
    }

    private List<JsonNode> lines() {
        try {
            List<JsonNode> lines = new ArrayList<>();
            if (Files.exists(file)) {
                for (String line : Files.readAllLines(file)) {
                    lines.add(Json.mapper().readTree(line));
                }
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
