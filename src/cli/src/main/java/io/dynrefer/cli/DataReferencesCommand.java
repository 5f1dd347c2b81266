package io.dynrefer.cli;

import io.dynrefer.command.DatasetPlaces;
import io.dynrefer.command.ExitCode;
import io.dynrefer.command.UserFiles;
import io.dynrefer.data.Dataset;
import io.dynrefer.data.Split;
import io.dynrefer.evaluation.photos.ReferencePhrases;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a file of reference captions. */
@Command(
        name = "references",
        description = "Write the captions of a data set's regions that say more than the category into a file of"
                + " references, which stays fixed while the rules of the import change.",
        footer = {"", "Example:", "  dynrefer data references /data/coco --out coco-test-phrases.json"})
final class DataReferencesCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "<data set>", description = DatasetPlaces.DESCRIPTION + ".")
    private String data = "";

    @Option(names = "--split", paramLabel = "train|val|test", description = "The split (default ${DEFAULT-VALUE}).")
    private String split = "test";

    @Option(names = "--out", required = true, paramLabel = "<file>", description = "The file.")
    private Path out = Path.of("");

    @Override
    public Integer call() {
        try (Dataset dataset = DatasetPlaces.open(data)) {
            ReferencePhrases phrases = ReferencePhrases.of(dataset, Split.fromWireName("--split", split));
            UserFiles.write("--out", out, phrases.write());
            long captions = phrases.regions().stream()
                    .mapToLong(region -> region.captions().size())
                    .sum();
            spec.commandLine()
                    .getOut()
                    .printf(
                            "%s: %d captions of %d regions%n",
                            out, captions, phrases.regions().size());
            spec.commandLine().getOut().flush();
        }
        return ExitCode.OK;
    }
}
