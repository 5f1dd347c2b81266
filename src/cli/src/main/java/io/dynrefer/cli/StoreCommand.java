package io.dynrefer.cli;

import io.dynrefer.command.Surroundings;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Looks after the object store: what it holds, how large it is, whether it is whole. */
@Command(
        name = "store",
        description = "Show what the object store holds, keep it small and whole, and forget a photo.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Example:", "  dynrefer store show"})
final class StoreCommand {
    private StoreCommand() {}

    /** The command with its subcommands. */
    static CommandLine commandLine(Surroundings surroundings) {
        return new CommandLine(new StoreCommand())
                .addSubcommand(new StoreShowCommand(surroundings))
                .addSubcommand(new StorePruneCommand(surroundings))
                .addSubcommand(new StoreCheckCommand(surroundings))
                .addSubcommand(new StoreForgetCommand(surroundings));
    }
}
