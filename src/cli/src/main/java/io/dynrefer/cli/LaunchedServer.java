package io.dynrefer.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server as a process of its own, which ends with this one and shares its terminal. */
final class LaunchedServer {
    /** Tells the server whose process it ends with, should that be killed. */
    private static final String PARENT = "DYNREFER_PARENT";

    private static final long SECONDS_TO_STOP = 20;

    private LaunchedServer() {}

    /**
     * Runs a server with the Java and the heap limit of this process, until it ends.
     *
     * @param arguments of {@code java}
     * @return its exit code
     */
    static int run(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx" + Runtime.getRuntime().maxMemory()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().put(PARENT, String.valueOf(ProcessHandle.current().pid()));
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(process)));
        return process.waitFor();
    }

    private static void stop(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(SECONDS_TO_STOP, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
