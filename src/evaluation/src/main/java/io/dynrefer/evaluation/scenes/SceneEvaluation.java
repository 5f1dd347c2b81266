package io.dynrefer.evaluation.scenes;

import io.dynrefer.evaluation.report.Report;
import io.dynrefer.evaluation.run.EvaluationRun;
import io.dynrefer.evaluation.run.ModelTimes;
import io.dynrefer.evaluation.run.ModelTimes.Stage;
import io.dynrefer.evaluation.run.Subject;
import io.dynrefer.region.Progress;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One model on scenes: answers, baseline, report, pictures; all in one folder. */
public final class SceneEvaluation {
    private final SceneBenchmark benchmark;
    private final Path folder;
    private final ModelTimes times;

    /**
     * An evaluation that keeps answers and pictures in {@code folder}; answers that are there are not asked again.
     *
     * @param times where it notes how long it took
     */
    public SceneEvaluation(SceneBenchmark benchmark, Path folder, ModelTimes times) {
        this.benchmark = benchmark;
        this.folder = folder;
        this.times = times;
    }

    /**
     * Answers what has no answer yet, and reports.
     *
     * @param model what is measured
     * @param nearest the baseline beside it
     */
    public Report run(Subject model, Subject nearest, Progress progress) {
        EvaluationRun<?> run = new EvaluationRun<>(benchmark, folder, times);
        run.run(List.of(model, nearest), progress);
        return times.time(Stage.METRICS, () -> report(run, model, nearest));
    }

    private Report report(EvaluationRun<?> run, Subject model, Subject nearest) {
        SceneResults ofModel = SceneResults.read(benchmark, run, model);
        SceneResults ofNearest = SceneResults.read(benchmark, run, nearest);
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("data", benchmark.identity());
        facts.put("subject", model.identity());
        facts.put("baseline", nearest.identity());
        facts.put("images", String.valueOf(ofModel.imageCount()));
        facts.put("regions", String.valueOf(ofModel.rows().size()));
        facts.put(
                "regions without an answer",
                String.valueOf(ofModel.rows().stream().filter(SceneRow::failed).count()));
        List<String> pictures = new ScenePictures(ofModel).write(benchmark, folder);
        return new Report("Scenes", facts, new SceneReport(ofModel, ofNearest).tables(), pictures);
    }
}
