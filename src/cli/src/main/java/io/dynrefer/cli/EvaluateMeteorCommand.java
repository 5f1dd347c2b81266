package io.dynrefer.cli;

import io.dynrefer.command.ExitCode;
import io.dynrefer.command.Surroundings;
import io.dynrefer.data.packages.PackageCache;
import io.dynrefer.data.packages.PackageCatalogue;
import io.dynrefer.evaluation.meteor.Meteor;
import io.dynrefer.evaluation.meteor.MeteorComparison;
import io.dynrefer.evaluation.meteor.MeteorPackage;
import io.dynrefer.evaluation.meteor.MeteorPair;
import io.dynrefer.evaluation.meteor.MeteorProgram;
import io.dynrefer.evaluation.meteor.ParaphraseTable;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Compares METEOR with the published program. */
@Command(
        name = "meteor",
        description = "Compare this project's METEOR with the published program, pair by pair.",
        footer = {
            "",
            "Example, with the program's own table ('dynrefer data fetch pycocoevalcap'):",
            "  dynrefer evaluate meteor --pairs src/testing/golden/evaluation/meteor_coco.json --program",
            "",
            "Exit codes: 0 no pair differs by more than 1e-4, 1 some do."
        })
final class EvaluateMeteorCommand implements Callable<Integer> {
    private static final int SHOWN = 10;

    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--pairs",
            required = true,
            paramLabel = "<file>",
            description = "JSON: {\"pairs\": [{\"hypothesis\": …, \"references\": […], \"score\": the program's}]}.")
    private Path pairs = Path.of("");

    @Option(
            names = "--program",
            description = "Run the fetched program and compare with what it says, not with the scores of the file.")
    private boolean program;

    @Option(
            names = "--cache",
            paramLabel = "<folder>",
            description = "Where packages are kept (default: packages in $DYNREFER_HOME).")
    private @Nullable Path cache;

    EvaluateMeteorCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        List<MeteorPair> read = MeteorPair.read(pairs);
        MeteorPackage files = MeteorPackage.of(
                new PackageCache(cache == null ? surroundings.packages() : cache, PackageCatalogue.load()));
        Meteor meteor = Meteor.english(ParaphraseTable.read(files.paraphrases()));
        MeteorComparison comparison;
        if (program) {
            try (MeteorProgram asked = new MeteorProgram(files)) {
                comparison = MeteorComparison.of(meteor, read, asked);
            }
        } else {
            comparison = MeteorComparison.of(meteor, read, null);
        }
        print(comparison, spec.commandLine().getOut());
        return comparison.different().isEmpty() ? ExitCode.OK : ExitCode.FAILURE;
    }

    private static void print(MeteorComparison comparison, PrintWriter out) {
        comparison.different().stream()
                .limit(SHOWN)
                .forEach(pair -> out.printf(
                        Locale.ROOT,
                        "%.6f here, %.6f there: %s%n",
                        pair.ours(),
                        pair.theirs(),
                        pair.pair().hypothesis()));
        out.printf(
                Locale.ROOT,
                "%d pairs, %d with several references: %d differ by more than %.0e; the largest difference is %.1e%n",
                comparison.pairs().size(),
                comparison.pairs().stream()
                        .filter(pair -> pair.pair().references().size() > 1)
                        .count(),
                comparison.different().size(),
                MeteorComparison.TOLERANCE,
                comparison.largest());
        out.flush();
    }
}
