package io.dynrefer.cli;

import io.dynrefer.evaluation.published.BenchmarkFiles;
import io.dynrefer.evaluation.published.CocoBenchmark;
import io.dynrefer.evaluation.published.DenseCaptionBenchmark;
import io.dynrefer.evaluation.published.DenseCaptionBenchmark.Version;
import io.dynrefer.evaluation.published.OvadBenchmark;
import io.dynrefer.evaluation.published.PublishedBenchmark;
import io.dynrefer.evaluation.published.RegionCaptionBenchmark;

/** The benchmarks of the paper, each a subcommand of {@code evaluate}. */
enum PublishedChoice {
    OVAD("ovad", "Attributes of objects (OVAD). Files: ovad2000.json, COCO's 2017 validation images.") {
        @Override
        PublishedBenchmark<?> open(BenchmarkFiles files, Version version) {
            return OvadBenchmark.open(files);
        }
    },
    COCO(
            "coco",
            "Recognition of ground-truth regions (COCO 2017). Files: instances_val2017.json, the validation images.") {
        @Override
        PublishedBenchmark<?> open(BenchmarkFiles files, Version version) {
            return CocoBenchmark.open(files);
        }
    },
    VG_DENSECAP(
            "vg-densecap",
            "Dense captioning (Visual Genome). Files: region_descriptions.json, image_data.json,"
                    + " densecap_splits.json, images.") {
        @Override
        PublishedBenchmark<?> open(BenchmarkFiles files, Version version) {
            return DenseCaptionBenchmark.open(files, version);
        }
    },
    VG_REGION(
            "vg-region",
            "Captions of ground-truth regions (Visual Genome). Files as for vg-densecap, or a converted test.json.") {
        @Override
        PublishedBenchmark<?> open(BenchmarkFiles files, Version version) {
            return RegionCaptionBenchmark.visualGenome(files);
        }
    },
    REFCOCOG(
            "refcocog",
            "Captions of referred objects (RefCOCOg). Files: refs(umd).p or .json, instances.json, COCO's 2014"
                    + " training images.") {
        @Override
        PublishedBenchmark<?> open(BenchmarkFiles files, Version version) {
            return RegionCaptionBenchmark.refcocog(files);
        }
    };

    private final String command;
    private final String description;

    PublishedChoice(String command, String description) {
        this.command = command;
        this.description = description;
    }

    /** Opens the benchmark's files; the version is Visual Genome's. */
    abstract PublishedBenchmark<?> open(BenchmarkFiles files, Version version);

    /** The name of the subcommand. */
    String command() {
        return command;
    }

    String description() {
        return description;
    }
}
