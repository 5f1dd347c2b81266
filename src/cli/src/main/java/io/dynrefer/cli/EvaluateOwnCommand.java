package io.dynrefer.cli;

import io.dynrefer.command.DatasetPlaces;
import io.dynrefer.command.ExitCode;
import io.dynrefer.command.Surroundings;
import io.dynrefer.command.UserFiles;
import io.dynrefer.data.Dataset;
import io.dynrefer.model.DynReferModel;
import io.dynrefer.training.own.OwnFolds;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures how well a model learns somebody's own categories. */
@Command(
        name = "own",
        description = "Measure how well own categories are learned: train as 'dynrefer train' does on all parts of the"
                + " photos but one, ask about that one, in turn.",
        footer = {
            "",
            "Example:",
            "  dynrefer evaluate own --start models/dynrefer-mini --data photos-by-class --known /data/coco --out report",
            "",
            "Near-copies stay in one part. The features are kept in the folder, so a command that was stopped goes on with"
                    + " those that are missing."
        })
final class EvaluateOwnCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--start",
            required = true,
            paramLabel = "<folder>",
            description = "The model folder to start from.")
    private Path start = Path.of("");

    @Option(
            names = "--data",
            required = true,
            paramLabel = "<place>",
            description = "Labelled photos in any form that 'dynrefer data import' reads, or a data set.")
    private String place = "";

    @Option(names = "--folds", paramLabel = "<n>", description = "In how many parts (default ${DEFAULT-VALUE}).")
    private int folds = 5;

    @Option(
            names = "--known",
            paramLabel = "<path>",
            description = "A data set whose test split says what the model knew before, and what it knows after.")
    private @Nullable String known;

    @Option(names = "--cache", paramLabel = "<folder>", description = "Where features are kept (default: below --out).")
    private @Nullable Path cache;

    @Option(names = "--out", required = true, paramLabel = "<folder>", description = "Where the report is written.")
    private Path out = Path.of("");

    EvaluateOwnCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        DynReferModel.requireFolder("--start", start);
        UserFiles.createFolder("--out", out);
        PrintWriter messages = spec.commandLine().getErr();
        OwnFolds evaluation = new OwnFolds(start, cache == null ? out.resolve("cache") : cache, folds, line -> {
            messages.println(line);
            messages.flush();
        });
        try (Dataset dataset = new PlaceImport(out.resolve("data"), messages, surroundings).open(place);
                Dataset others = known == null ? null : DatasetPlaces.open(known)) {
            String table = table(dataset, evaluation.run(dataset, others), others);
            spec.commandLine().getOut().print(table);
            spec.commandLine().getOut().flush();
            UserFiles.write("--out", out.resolve("report.md"), table.getBytes(StandardCharsets.UTF_8));
        }
        return ExitCode.OK;
    }

    private String table(Dataset dataset, OwnFolds.Result result, @Nullable Dataset others) {
        StringBuilder text =
                new StringBuilder("# Own categories: " + dataset.info().name() + "\n\n");
        text.append(String.format(
                Locale.ROOT,
                "%d classes, %d regions in %d groups of near-copies, %d folds. Right first among the classes, in percent,"
                        + " with the 95 %% interval over groups.%n%n",
                result.classes(),
                result.regions(),
                result.groups(),
                folds));
        text.append("| asked | regions | before | after |\n| --- | --- | --- | --- |\n");
        text.append(String.format(
                Locale.ROOT,
                "| %s, %d classes | %d | %.1f | %.1f [%.1f, %.1f] |%n",
                dataset.info().name(),
                result.classes(),
                result.regions(),
                result.before(),
                result.after(),
                result.low(),
                result.high()));
        if (others != null) {
            String name = others.info().name();
            text.append(
                    row(name + " test, its words", result.knownRegions(), result.knownBefore(), result.knownAfter()));
            text.append(row(
                    name + " test, its words and the own ones",
                    result.knownRegions(),
                    result.mixedBefore(),
                    result.mixedAfter()));
            text.append(String.format("%nOf %s the worst of the folds.%n", name));
        }
        return text.toString();
    }

    private static String row(String asked, int regions, double before, double after) {
        return String.format(Locale.ROOT, "| %s | %d | %.1f | %.1f |%n", asked, regions, before, after);
    }
}
