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
import java.util.stream.Collectors;

/** Benchmarks of any size in the forms in which they are published, with seeded random content. */
enum StandInData {
    OVAD {
        @Override
        void write(StandInFolder folder) throws IOException {
            CocoForm.ovad(folder);
        }

        @Override
        MeasuredEvaluation open(Path folder) {
            return MeasuredEvaluation.of(OvadBenchmark.open(files(folder)), folder);
        }
    },
    COCO {
        @Override
        void write(StandInFolder folder) throws IOException {
            CocoForm.coco(folder);
        }

        @Override
        MeasuredEvaluation open(Path folder) {
            return MeasuredEvaluation.of(CocoBenchmark.open(files(folder)), folder);
        }
    },
    REFCOCOG {
        @Override
        void write(StandInFolder folder) throws IOException {
            CocoForm.refcocog(folder);
        }

        @Override
        MeasuredEvaluation open(Path folder) {
            return MeasuredEvaluation.of(RegionCaptionBenchmark.refcocog(files(folder)), folder);
        }
    },
    VG_DENSECAP {
        @Override
        void write(StandInFolder folder) throws IOException {
            GenomeForm.write(folder);
        }

        @Override
        MeasuredEvaluation open(Path folder) {
            return MeasuredEvaluation.of(DenseCaptionBenchmark.open(files(folder), Version.V12), folder);
        }
    },
    VG_REGION {
        @Override
        void write(StandInFolder folder) throws IOException {
            GenomeForm.write(folder);
        }

        @Override
        MeasuredEvaluation open(Path folder) {
            return MeasuredEvaluation.of(RegionCaptionBenchmark.visualGenome(files(folder)), folder);
        }
    },
    SCENES {
        @Override
        void write(StandInFolder folder) throws IOException {
            SceneForm.write(folder);
        }

        @Override
        MeasuredEvaluation open(Path folder) {
            Dataset dataset = Dataset.open(folder);
            return MeasuredEvaluation.of(
                    new SceneBenchmark(List.of(dataset), Split.TEST, Set.of(Task.values()), Integer.MAX_VALUE),
                    folder,
                    dataset::close);
        }
    };

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
    abstract void write(StandInFolder folder) throws IOException;

    /** Opens what was written. */
    abstract MeasuredEvaluation open(Path folder);

    private static BenchmarkFiles files(Path folder) {
        return new BenchmarkFiles(folder, null, null, null);
    }
}
