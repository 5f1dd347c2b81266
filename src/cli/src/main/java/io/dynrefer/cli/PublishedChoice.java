package io.dynrefer.cli;

import io.dynrefer.evaluation.published.BenchmarkFiles;
import io.dynrefer.evaluation.published.CocoBenchmark;
import io.dynrefer.evaluation.published.DenseCaptionBenchmark;
import io.dynrefer.evaluation.published.DenseCaptionBenchmark.Version;
import io.dynrefer.evaluation.published.OvadBenchmark;
import io.dynrefer.evaluation.published.PublishedBenchmark;
import io.dynrefer.evaluation.published.RegionCaptionBenchmark;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** The benchmarks of the paper, each a subcommand of {@code evaluate}. */
enum PublishedChoice {
    OVAD("ovad", "Attributes of objects (OVAD). Files: ovad2000.json, COCO's 2017 validation images.", Set.of()) {
        @Override
        PublishedBenchmark<?> open(BenchmarkFiles files, Version version) {
            return OvadBenchmark.open(files);
        }
    },
    COCO(
            "coco",
            "Recognition of ground-truth regions (COCO 2017). Files: instances_val2017.json, the validation images.",
            Set.of()) {
        @Override
        PublishedBenchmark<?> open(BenchmarkFiles files, Version version) {
            return CocoBenchmark.open(files);
        }
    },
    VG_DENSECAP(
            "vg-densecap",
            "Dense captioning of ground-truth or given boxes (Visual Genome V1.0, V1.2, VG-COCO). Files:"
                    + " region_descriptions.json, image_data.json, densecap_splits.json, images.",
            Set.of("--boxes", "--dataset", "--paraphrases", "--split")) {
        @Override
        PublishedBenchmark<?> open(BenchmarkFiles files, Version version) {
            return DenseCaptionBenchmark.open(files, version);
        }
    },
    VG_REGION(
            "vg-region",
            "Captions of ground-truth regions (Visual Genome). Files as for vg-densecap, or a converted test.json.",
            Set.of("--paraphrases", "--split")) {
        @Override
        PublishedBenchmark<?> open(BenchmarkFiles files, Version version) {
            return RegionCaptionBenchmark.visualGenome(files);
        }
    },
    REFCOCOG(
            "refcocog",
            "Captions of referred objects (RefCOCOg). Files: refs(umd).p or .json, instances.json, COCO's 2014"
                    + " training images.",
            Set.of("--paraphrases", "--split")) {
        @Override
        PublishedBenchmark<?> open(BenchmarkFiles files, Version version) {
            return RegionCaptionBenchmark.refcocog(files);
        }
    };

    private final String command;
    private final String description;
    private final Set<String> options;

    PublishedChoice(String command, String description, Set<String> options) {
        this.command = command;
        this.description = description;
        this.options = options;
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

    /** The options that some benchmark has, but not this one. */
    Set<String> foreignOptions() {
        return Arrays.stream(values())
                .flatMap(choice -> choice.options.stream())
                .filter(option -> !options.contains(option))
                .collect(Collectors.toSet());
    }
}
