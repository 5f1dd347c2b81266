package io.dynrefer.evaluation.scenes;

import io.dynrefer.evaluation.report.Report;
import io.dynrefer.evaluation.run.EvaluationProgress;
import io.dynrefer.evaluation.run.EvaluationRun;
import io.dynrefer.evaluation.run.ModelSubject;
import io.dynrefer.evaluation.run.ModelTimes.Stage;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One model on scenes: answers, baseline, report, pictures; all in one folder. */
public final class SceneEvaluation {
    private final SceneBenchmark benchmark;
    private final Path folder;

    /** @param folder where answers and report go; answers that are there already are not asked again */
    public SceneEvaluation(SceneBenchmark benchmark, Path folder) {
        this.benchmark = benchmark;
        this.folder = folder;
    }

    /** Answers what has no answer yet, and reports. */
    public Report run(ModelSubject model, NearestMeanSubject nearest, EvaluationProgress progress) {
        EvaluationRun<?> run = new EvaluationRun<>(benchmark, folder);
        run.run(List.of(model, nearest), progress);
        Report report = run.times().time(Stage.METRICS, () -> report(run, model, nearest));
        run.times().write(folder);
        return report;
    }

    private Report report(EvaluationRun<?> run, ModelSubject model, NearestMeanSubject nearest) {
        SceneVocabulary vocabulary = benchmark.vocabulary();
        SceneResults ofModel = SceneResults.read(run.file(model), vocabulary, model.tagVocabulary());
        SceneResults ofNearest = SceneResults.read(run.file(nearest), vocabulary, nearest.tagVocabulary());
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("data", benchmark.identity());
        facts.put("subject", model.identity());
        facts.put("baseline", nearest.identity());
        facts.put("images", String.valueOf(ofModel.imageCount()));
        facts.put("regions", String.valueOf(ofModel.rows().size()));
        facts.put(
                "regions without an answer",
                String.valueOf(ofModel.rows().stream().filter(SceneRow::failed).count()));
        Report report = new Report("Scenes", facts, new SceneReport(ofModel, ofNearest).tables(), pictures(ofModel));
        report.write(folder);
        return report;
    }

    private List<String> pictures(SceneResults results) {
        ScenePictures pictures = new ScenePictures(results);
        List<String> names = new ArrayList<>();
        if (pictures.hasCaptions()) {
            names.add(write("best.png", pictures.best(benchmark)));
            names.add(write("worst.png", pictures.worst(benchmark)));
        }
        return names;
    }

    private String write(String name, byte[] content) {
        try {
            Files.write(folder.resolve(name), content);
            return name;
        } catch (IOException e) {
            throw new DynReferException(
                    ErrorCode.STORE_UNAVAILABLE, "--out", folder + "/" + name + " cannot be written: " + e + ".", e);
        }
    }
}
