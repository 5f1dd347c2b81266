package io.dynrefer.cli;

import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Option(names = "--port", paramLabel = "<n>", description = "The port of the API (default ${DEFAULT-VALUE}).")
    private int port = 8080;

    @Option(
            names = "--host",
            paramLabel = "<name>",
            description = "The address to listen on; 0.0.0.0 lets other machines in (default ${DEFAULT-VALUE}).")
    private String host = "localhost";

    @Mixin
    private ModelOptions model = new ModelOptions();

    @Option(
            names = "--store",
            paramLabel = "<folder>",
            description = "The object store's folder; a folder under DYNREFER_HOME unless given.")
    private @Nullable Path store;

    ServeCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (port < 1 || port > 65_535) {
            throw DynReferException.invalid("--port", "--port is 1 to 65535, not " + port + ".");
        }
        Path repository = repository();
        Path weights = model.folder(surroundings, spec.commandLine().getErr());
        Path folder = store == null ? surroundings.store() : store;
        return ServerProcess.run(
                server(repository),
                List.of(
                        "quarkus.http.host=" + host,
                        "quarkus.http.port=" + port,
                        "dynrefer.weights=" + weights.toAbsolutePath(),
                        "dynrefer.store.kind=directory",
                        "dynrefer.store.directory=" + folder.toAbsolutePath(),
                        "dynrefer.examples=" + repository.resolve("examples")));
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

    private static Path server(Path repository) {
        Path jar = repository.resolve("infra/all-in-one/target/quarkus-app/quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw new DynReferException(
                    ErrorCode.NOT_FOUND, "serve", jar + " is not built; the script ./dynrefer builds it.");
        }
        return jar;
    }
}
