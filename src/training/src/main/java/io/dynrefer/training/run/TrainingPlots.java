package io.dynrefer.training.run;

import io.dynrefer.training.network.LossValues;
import io.dynrefer.training.run.LinePanels.Dot;
import io.dynrefer.training.run.LinePanels.Panel;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** What a training's measurements look like over the steps, as SVG pictures. */
public final class TrainingPlots {
    private TrainingPlots() {}

    /** Draws the losses: a line for training, dots for validation. */
    public static void writeLosses(Path file, List<MetricsLog.Point> points) {
        LinePanels.write(
                file,
                List.of(
                        losses("total", points, LossValues::total),
                        losses("caption", points, LossValues::caption),
                        losses("tag", points, LossValues::tag),
                        losses("contrast", points, LossValues::contrast)));
    }

    private static Panel losses(String name, List<MetricsLog.Point> points, ToDoubleFunction<LossValues> loss) {
        return new Panel(
                name,
                dots(points.stream().filter(point -> point.cost() != null), loss),
                dots(points.stream().filter(point -> point.cost() == null), loss));
    }

    private static List<Dot> dots(Stream<MetricsLog.Point> points, ToDoubleFunction<LossValues> loss) {
        return points.map(point -> new Dot(point.step(), loss.applyAsDouble(point.losses())))
                .toList();
    }

    /** Draws what the steps cost: the process's own memory and the parts of a step's time. */
    public static void writeCosts(Path file, List<MetricsLog.Point> points) {
        LinePanels.write(
                file,
                List.of(
                        costs("memory, MiB", points, StepCost::residentMebibytes),
                        costs("a step, ms", points, cost -> cost.times().total()),
                        costs("data, ms", points, cost -> cost.times().data()),
                        costs("forward, ms", points, cost -> cost.times().forward()),
                        costs("backward, ms", points, cost -> cost.times().backward()),
                        costs("optimiser, ms", points, cost -> cost.times().optimiser())));
    }

    private static Panel costs(String name, List<MetricsLog.Point> points, ToDoubleFunction<StepCost> number) {
        List<Dot> line = points.stream()
                .flatMap(point ->
                        Stream.ofNullable(point.cost()).map(cost -> new Dot(point.step(), number.applyAsDouble(cost))))
                .toList();
        return new Panel(name, line, List.of());
    }
}
