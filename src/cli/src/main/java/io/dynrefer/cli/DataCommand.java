package io.dynrefer.cli;

import io.dynrefer.command.Surroundings;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Fetches what data sets are made from, imports data sets, and draws what is in them. */
@Command(
        name = "data",
        description =
                "Fetch the packages that data sets are made from, import published annotations, and look at them.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Example:", "  dynrefer data fetch"})
final class DataCommand {
    private DataCommand() {}

    /** The command with its subcommands. */
    static CommandLine commandLine(Surroundings surroundings) {
        return new CommandLine(new DataCommand())
                .addSubcommand(new DataFetchCommand(surroundings))
                .addSubcommand(new DataImportCommand(surroundings))
                .addSubcommand(new DataReferencesCommand())
                .addSubcommand(new DataSheetCommand());
    }
}
