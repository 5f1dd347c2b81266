package io.dynrefer.cli;

import io.dynrefer.command.ModelOptions;
import io.dynrefer.command.Surroundings;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the API on this machine until it is stopped. */
@Command(
        name = "serve",
        description = "Run the API on this machine, until Ctrl-C.",
        footer = {"", "Example:", "  dynrefer serve --port 8080"})
final class ServeCommand implements Callable<Integer> {
    private static final String LOCALHOST = "localhost";

    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Option(names = "--port", paramLabel = "<n>", description = "The port of the API (default ${DEFAULT-VALUE}).")
    private int port = 8080;

    @Option(
            names = "--host",
            paramLabel = "<name>",
            description = "The address to listen on; 0.0.0.0 lets other machines in (default ${DEFAULT-VALUE}).")
    private String host = LOCALHOST;

    @Option(
            names = "--processes",
            description = "Run every function as a process of its own, with an S3 server between them.")
    private boolean processes;

    @Mixin
    private ModelOptions model = new ModelOptions();

    @Option(
            names = "--store",
            paramLabel = "<folder>",
            description = "Where the object store keeps its files; a folder under DYNREFER_HOME unless given.")
    private @Nullable Path store;

    @Option(
            names = "--tokens",
            paramLabel = "<file>",
            description = "Let only those ask who have a token of this file; 'dynrefer token' makes its lines.")
    private @Nullable Path tokens;

    @Option(
            names = "--index",
            paramLabel = "<folder>",
            description = "An index of 'dynrefer index', which POST /v1/search answers from, for all who may ask.")
    private @Nullable Path index;

    @Option(
            names = "--open",
            description = "Let everybody ask who reaches --host, for something in front lets in who may.")
    private boolean open;

    ServeCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (port < 1 || port > 65_535) {
            throw DynReferException.invalid("--port", "--port is 1 to 65535, not " + port + ".");
        }
        Path repository = repository();
        Path weights = model.folder(surroundings, spec.commandLine().getErr()).toAbsolutePath();
        return processes ? serveFromProcesses(repository, weights) : serveFromOne(repository, weights);
    }

    private int serveFromOne(Path repository, Path weights) throws IOException, InterruptedException {
        Path folder = store == null ? surroundings.store() : store;
        List<String> arguments = new ArrayList<>();
        if (tokens != null) {
            arguments.add("-Ddynrefer.access.tokens=" + tokens.toAbsolutePath());
        }
        if (index != null) {
            arguments.add("-Ddynrefer.index=" + index.toAbsolutePath());
        }
        arguments.addAll(List.of(
                "-Ddynrefer.access.open=" + open,
                "-Dquarkus.http.host=" + host,
                "-Dquarkus.http.port=" + port,
                "-Ddynrefer.weights=" + weights,
                "-Ddynrefer.store.kind=directory",
                "-Ddynrefer.store.directory=" + folder.toAbsolutePath(),
                "-Ddynrefer.examples=" + repository.resolve("examples"),
                "-jar",
                server(repository)));
        return LaunchedServer.run(arguments);
    }

    private int serveFromProcesses(Path repository, Path weights) throws IOException, InterruptedException {
        if (!host.equals(LOCALHOST) || tokens != null || index != null) {
            throw DynReferException.invalid(
                    index != null ? "--index" : tokens == null ? "--host" : "--tokens",
                    "--host, --tokens and --index are for the server in one process; leave out --processes.");
        }
        Path work = store == null ? surroundings.home().resolve("processes") : store;
        return LaunchedServer.run(List.of(
                "-jar",
                built(repository.resolve("infra/processes/target/dynrefer-processes.jar")),
                "--repository",
                repository.toString(),
                "--weights",
                weights.toString(),
                "--work",
                work.toAbsolutePath().toString(),
                "--port",
                String.valueOf(port)));
    }

    private Path repository() {
        Path repository = surroundings.repository();
        if (repository == null) {
            throw new DynReferException(
                    ErrorCode.NOT_FOUND,
                    Surroundings.REPOSITORY_PROPERTY,
                    "serve runs the server of a checkout: start it with the script ./dynrefer there.");
        }
        return repository;
    }

    /** The server in one process: as the build leaves it, or as it lies in an archive of {@code infra/archive}. */
    private static String server(Path repository) {
        Path unpacked = repository.resolve("server/quarkus-run.jar");
        return Files.exists(unpacked)
                ? unpacked.toString()
                : built(repository.resolve("infra/all-in-one/target/quarkus-app/quarkus-run.jar"));
    }

    private static String built(Path jar) {
        if (!Files.exists(jar)) {
            throw new DynReferException(
                    ErrorCode.NOT_FOUND, "serve", jar + " is not built; the script ./dynrefer builds it.");
        }
        return jar.toString();
    }
}
