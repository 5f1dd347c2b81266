package io.dynrefer.research.benchmarks;

import io.dynrefer.evaluation.published.MeteorSetting;
import io.dynrefer.evaluation.published.PublishedBenchmark;
import io.dynrefer.evaluation.run.Benchmark;
import io.dynrefer.evaluation.run.EvaluationRun;
import io.dynrefer.evaluation.run.ModelTimes;
import io.dynrefer.evaluation.run.ModelTimes.Stage;
import io.dynrefer.evaluation.scenes.SceneBenchmark;
import io.dynrefer.evaluation.scenes.SceneEvaluation;
import io.dynrefer.region.Progress;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;

/**
 * An evaluation whose answers come at once.
 *
 * @param benchmark what is asked
 * @param work asks, keeps the answers and reports
 * @param closing closes the benchmark's files
 */
record MeasuredEvaluation(Benchmark<?> benchmark, BiConsumer<ModelTimes, Progress> work, Runnable closing)
        implements AutoCloseable {
    /** A benchmark of the paper. */
    static <T> MeasuredEvaluation of(PublishedBenchmark<T> benchmark, Path folder) {
        return new MeasuredEvaluation(
                benchmark,
                (times, progress) -> {
                    InstantSubject subject = new InstantSubject("model", List.of());
                    EvaluationRun<T> run = new EvaluationRun<>(benchmark, folder, times);
                    run.run(List.of(subject), progress);
                    Objects.requireNonNull(times.time(
                            Stage.METRICS,
                            () -> benchmark.report(
                                    run.file(subject), subject.identity(), folder, MeteorSetting.of(null))));
                },
                benchmark::close);
    }

    /** The project's own scenes; their baseline's answers come at once too. */
    static MeasuredEvaluation of(SceneBenchmark benchmark, Path folder, Runnable closing) {
        InstantSubject model =
                new InstantSubject("model", benchmark.vocabulary().tags());
        InstantSubject baseline = new InstantSubject("nearest-class", List.of());
        return new MeasuredEvaluation(
                benchmark,
                (times, progress) -> Objects.requireNonNull(
                        new SceneEvaluation(benchmark, folder, times).run(model, baseline, progress)),
                closing);
    }

    @Override
    public void close() {
        closing.run();
    }
}
