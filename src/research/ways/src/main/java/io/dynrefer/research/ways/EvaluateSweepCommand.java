package io.dynrefer.research.ways;

import io.dynrefer.command.EvaluationOptions;
import io.dynrefer.command.SceneOptions;
import io.dynrefer.command.Surroundings;
import io.dynrefer.evaluation.run.ModelTimes.Stage;
import io.dynrefer.evaluation.scenes.SceneBenchmark;
import io.dynrefer.region.DynReferException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Finds the views that suit each task: where the numbers of the task prior come from. */
@Command(
        name = "sweep",
        description = "Ask one model with every choice of views and find the best choice of each task.",
        footer = {
            "",
            "Example:",
            "  dynrefer evaluate sweep --data rooms --split val --weights run/model --limit 200 --out sweep"
        })
final class EvaluateSweepCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private SceneOptions scenes = new SceneOptions();

    @Mixin
    private EvaluationOptions evaluation = new EvaluationOptions();

    @Option(
            names = "--candidates",
            split = ",",
            paramLabel = "<t>",
            description = "The views to choose from besides the region's own (default ${DEFAULT-VALUE}).")
    private List<Double> candidates = List.of(0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0);

    EvaluateSweepCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        if (candidates.stream().anyMatch(t -> !(t > 0 && t <= 1))) {
            throw DynReferException.invalid(
                    "--candidates", "A candidate view lies above 0 and is at most 1; got " + candidates + ".");
        }
        return evaluation.run(surroundings, scenes::open, (model, datasets, progress) -> {
            SceneBenchmark benchmark = evaluation.times().time(Stage.OPENING, () -> scenes.benchmark(datasets));
            return new ViewSweep(benchmark, evaluation.folder(), evaluation.times())
                    .run(model, candidates.stream().sorted().distinct().toList(), progress);
        });
    }
}
