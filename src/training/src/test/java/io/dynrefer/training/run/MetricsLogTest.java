package io.dynrefer.training.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynrefer.training.network.LossValues;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsLogTest {
    private static final StepCost COST = new StepCost(new StepTimes(1, 20, 30, 4), 2700);
    private static final LossValues LOSSES = new LossValues(1.5, 0.25, 3);

    @TempDir
    Path folder;

    @Test
    void points_areWhatWasMeasured() {
        MetricsLog log = new MetricsLog(folder.resolve("metrics.jsonl"));
        log.train(metrics(10));
        log.validation(10, LOSSES);
        assertThat(log.points())
                .containsExactly(new MetricsLog.Point(10, LOSSES, COST), new MetricsLog.Point(10, LOSSES, null));
    }

    @Test
    void cutAfter_dropsWhatIsMeasuredAgain() {
        MetricsLog log = new MetricsLog(folder.resolve("metrics.jsonl"));
        log.train(metrics(10));
        log.train(metrics(20));
        log.validation(20, LOSSES);
        log.cutAfter(10);
        assertThat(log.points()).containsExactly(new MetricsLog.Point(10, LOSSES, COST));
    }

    @Test
    void plots_haveADotForEveryValidationAndALineOfAllSteps() {
        List<MetricsLog.Point> points = List.of(
                new MetricsLog.Point(10, LOSSES, COST),
                new MetricsLog.Point(20, LOSSES, COST),
                new MetricsLog.Point(20, LOSSES, null));
        Path losses = folder.resolve("losses.svg");
        TrainingPlots.writeLosses(losses, points);
        assertThat(losses).content().containsOnlyOnce(">caption<").contains("<circle cx='408.0' cy='28.0'");
        assertThat(losses).content().contains("<path d='M232.0 28.0L408.0 28.0'");
        Path costs = folder.resolve("costs.svg");
        TrainingPlots.writeCosts(costs, points);
        assertThat(costs).content().contains(">backward, ms<", ">2700<").doesNotContain("<circle");
    }

    @Test
    void summary_isTheMedianOfEachPartAndTheBoundsOfMemory() {
        List<StepCost> steps = List.of(
                new StepCost(new StepTimes(1, 10, 30, 4), 2700),
                new StepCost(new StepTimes(3, 30, 10, 4), 2650),
                new StepCost(new StepTimes(2, 20, 20, 4), 2690));
        assertThat(StepCost.summary(steps))
                .isEqualTo("A step, median: 46 ms (data 2, forward 20, backward 20, optimiser 4); "
                        + "memory: 2650 to 2700 MiB, 2690 at the end");
    }

    private static StepMetrics metrics(long step) {
        return new StepMetrics(step, 0.5, LOSSES, 0.001, 2, 50, COST, 12);
    }
}
