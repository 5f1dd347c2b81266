package io.dynrefer.cli;

import static java.util.Objects.requireNonNull;

import io.dynrefer.command.AddedCommands;
import io.dynrefer.command.Surroundings;
import java.util.ServiceLoader;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root of the command tree. */
@Command(
        name = "dynrefer",
        description = "Ask about any region of an image: tags, category, attributes and a caption.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = DynReferCommand.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        usageHelpAutoWidth = true,
        footer = {"", "Example:", "  dynrefer refer examples/cat.jpg --box 30,0,370,292"})
final class DynReferCommand implements Runnable {
    static final String VERBOSE = "--verbose";

    @Option(
            names = VERBOSE,
            scope = ScopeType.INHERIT,
            description = "Log what happens, and print the stack trace of a failure.")
    private boolean verbose;

    @Spec
    private CommandSpec spec;

    private DynReferCommand() {}

    /** Without a subcommand: the help. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** The version in the jar's manifest. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {text()};
        }

        static String text() {
            String version = Version.class.getPackage().getImplementationVersion();
            return "dynrefer " + (version == null ? "(not packaged)" : version);
        }
    }

    /** The whole command, ready to execute. */
    static CommandLine commandLine(Surroundings surroundings) {
        DynReferCommand root = new DynReferCommand();
        Failures failures = new Failures(() -> root.verbose);
        CommandLine dynrefer = new CommandLine(root)
                .addSubcommand(new ReferCommand(surroundings))
                .addSubcommand(new ViewsCommand())
                .addSubcommand(IndexCommand.commandLine(surroundings))
                .addSubcommand(new SearchCommand(surroundings))
                .addSubcommand(new ServeCommand(surroundings))
                .addSubcommand(StoreCommand.commandLine(surroundings))
                .addSubcommand(new TokenCommand())
                .addSubcommand(JobsCommand.commandLine())
                .addSubcommand(DataCommand.commandLine(surroundings))
                .addSubcommand(new InitWeightsCommand(surroundings))
                .addSubcommand(new ModelsCommand(surroundings))
                .addSubcommand(new ConvertCommand(surroundings))
                .addSubcommand(new TrainCommand(surroundings))
                .addSubcommand(new TrainBoxesCommand(surroundings))
                .addSubcommand(new CacheFeaturesCommand())
                .addSubcommand(new CalibrateCommand(surroundings))
                .addSubcommand(EvaluateCommand.commandLine(surroundings))
                .addSubcommand(new PresetsCommand())
                .addSubcommand(new LabelConfigCommand())
                .addSubcommand(new CompletionCommand());
        ServiceLoader.load(AddedCommands.class).forEach(added -> {
            CommandLine parent = added.parent().isEmpty()
                    ? dynrefer
                    : requireNonNull(dynrefer.getSubcommands().get(added.parent()), added.parent());
            added.commands(surroundings).forEach(parent::addSubcommand);
        });
        return dynrefer.setExecutionExceptionHandler(failures).setParameterExceptionHandler(failures);
    }
}
