package io.dynrefer.research.benchmarks;

import io.dynrefer.data.Dataset;
import io.dynrefer.data.Split;
import io.dynrefer.evaluation.published.BenchmarkFiles;
import io.dynrefer.evaluation.published.CocoBenchmark;
import io.dynrefer.evaluation.published.DenseCaptionBenchmark;
import io.dynrefer.evaluation.published.DenseCaptionBenchmark.Version;
import io.dynrefer.evaluation.published.OvadBenchmark;
import io.dynrefer.evaluation.published.RegionCaptionBenchmark;
import io.dynrefer.evaluation.scenes.SceneBenchmark;
import io.dynrefer.region.Task;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Benchmarks of any size in the forms in which they are published, with seeded random content. */
enum StandInData {
    OVAD(StandInCoco::ovad, folder -> MeasuredEvaluation.of(OvadBenchmark.open(files(folder)), folder)),
    COCO(StandInCoco::coco, folder -> MeasuredEvaluation.of(CocoBenchmark.open(files(folder)), folder)),
    REFCOCOG(
            StandInCoco::refcocog,
            folder -> MeasuredEvaluation.of(RegionCaptionBenchmark.refcocog(files(folder)), folder)),
    VG_DENSECAP(
            GenomeForm::write,
            folder -> MeasuredEvaluation.of(DenseCaptionBenchmark.open(files(folder), Version.V12), folder)),
    VG_REGION(
            GenomeForm::write,
            folder -> MeasuredEvaluation.of(RegionCaptionBenchmark.visualGenome(files(folder)), folder)),
    SCENES(SceneForm::write, StandInData::scenes);

    private final Writer writer;
    private final Function<Path, MeasuredEvaluation> opener;

    StandInData(Writer writer, Function<Path, MeasuredEvaluation> opener) {
        this.writer = writer;
        this.opener = opener;
    }

    @FunctionalInterface
    private interface Writer {
        void write(StandInFolder folder) throws IOException;
    }

    /** The benchmark that {@code evaluate} calls so. */
    static StandInData of(String command) {
        return Arrays.stream(values())
                .filter(data -> data.command().equals(command))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no benchmark " + command + "; there are "
                        + Arrays.stream(values()).map(StandInData::command).collect(Collectors.joining(", "))));
    }

    /** What {@code evaluate} calls it. */
    String command() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Writes annotations and pictures. */
    void write(StandInFolder folder) throws IOException {
        writer.write(folder);
    }

    /** Opens what was written. */
    MeasuredEvaluation open(Path folder) {
        return opener.apply(folder);
    }

    private static MeasuredEvaluation scenes(Path folder) {
        Dataset dataset = Dataset.open(folder);
        return MeasuredEvaluation.of(
                new SceneBenchmark(List.of(dataset), Split.TEST, Set.of(Task.values()), Integer.MAX_VALUE),
                folder,
                dataset::close);
    }

    private static BenchmarkFiles files(Path folder) {
        return new BenchmarkFiles(folder, null, null, null);
    }
}
