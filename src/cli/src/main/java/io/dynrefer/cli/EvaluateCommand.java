package io.dynrefer.cli;

import io.dynrefer.command.Surroundings;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures a model on a benchmark; the subcommands are the benchmarks. */
@Command(
        name = "evaluate",
        description = "Measure a model on a benchmark.",
        synopsisSubcommandLabel = "BENCHMARK",
        footer = {
            "",
            "Example:",
            "  dynrefer evaluate scenes --data rooms --data composites --weights run/model --out report"
        })
final class EvaluateCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    private EvaluateCommand() {}

    static CommandLine commandLine(Surroundings surroundings) {
        CommandLine command = new CommandLine(new EvaluateCommand())
                .addSubcommand(new EvaluateMeteorCommand(surroundings))
                .addSubcommand(new EvaluatePhotosCommand(surroundings))
                .addSubcommand(new EvaluateExamplesCommand(surroundings))
                .addSubcommand(new EvaluateOwnCommand(surroundings))
                .addSubcommand(new EvaluateProposalsCommand(surroundings))
                .addSubcommand(new EvaluateScenesCommand(surroundings))
                .addSubcommand(new EvaluateSearchCommand(surroundings));
        for (PublishedChoice choice : PublishedChoice.values()) {
            command.addSubcommand(EvaluatePublishedCommand.commandLine(surroundings, choice));
        }
        return command;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a benchmark.");
    }
}
