package io.dynrefer.evaluation.published;

import io.dynrefer.evaluation.report.Report;
import io.dynrefer.evaluation.run.Benchmark;
import java.nio.file.Path;

/** A benchmark of the paper: knows how its answers are measured and what the paper reports. */
public interface PublishedBenchmark<T> extends Benchmark<T>, AutoCloseable {
    /**
     * The report on a finished file of answers, with the paper's numbers; pictures are written into {@code folder}.
     *
     * @param subject what answered
     * @param meteor for benchmarks of captions
     */
    Report report(Path answers, String subject, Path folder, MeteorSetting meteor);

    @Override
    void close();
}
