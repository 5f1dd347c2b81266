package io.dynrefer.cli;

import io.dynrefer.command.Surroundings;
import java.util.Arrays;

/** Entry point of the {@code dynrefer} command. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        if (Arrays.equals(arguments, new String[] {"--version"})) { // Needs none of the commands.
            System.out.println(DynReferCommand.Version.text());
            return;
        }
        // The logger reads this once, when the first class asks for one.
        boolean verbose = Arrays.asList(arguments).contains(DynReferCommand.VERBOSE);
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", verbose ? "info" : "error");
        EngineEnd.await();
        System.exit(DynReferCommand.commandLine(Surroundings.ofProcess()).execute(arguments));
    }
}
