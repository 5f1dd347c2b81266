package io.dynrefer.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The root of the command tree. */
@Command(
        name = "dynrefer",
        description = "Ask about any region of an image: tags, category, attributes and a caption.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        usageHelpAutoWidth = true,
        footer = {"", "Example:", "  dynrefer refer examples/cat.jpg --box 30,0,370,292"})
final class DynRefer {
    static final String VERBOSE = "--verbose";

    @Option(
            names = VERBOSE,
            scope = ScopeType.INHERIT,
            description = "Log what happens, and print the stack trace of a failure.")
    private boolean verbose;

    private DynRefer() {}

    /** The whole command, ready to execute. */
    static CommandLine commandLine(Surroundings surroundings) {
        DynRefer root = new DynRefer();
        Failures failures = new Failures(() -> root.verbose);
        return new CommandLine(root)
                .addSubcommand(new ReferCommand(surroundings))
                .addSubcommand(new ViewsCommand())
                .addSubcommand(new ServeCommand(surroundings))
                .addSubcommand(DataCommand.commandLine(surroundings))
                .addSubcommand(new InitWeightsCommand(surroundings))
                .addSubcommand(new ConvertCommand(surroundings))
                .addSubcommand(new TrainCommand())
                .addSubcommand(new CacheFeaturesCommand())
                .addSubcommand(new CheckParityCommand())
                .addSubcommand(EvaluateCommand.commandLine(surroundings))
                .addSubcommand(new PresetsCommand())
                .setExecutionExceptionHandler(failures)
                .setParameterExceptionHandler(failures);
    }
}
