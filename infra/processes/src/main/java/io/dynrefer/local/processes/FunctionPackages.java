package io.dynrefer.local.processes;

import java.io.FileNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The packages that are run.
 *
 * @param views function.zip of the views function
 * @param decode function.zip of the decode functions
 * @param encode quarkus-run.jar of the encode service
 * @param gateway quarkus-run.jar of the gateway
 * @param gatewayFunction function.zip of the gateway
 */
record FunctionPackages(Path views, Path decode, Path encode, Path gateway, Path gatewayFunction) {
    /** The packages of a built checkout. */
    public static FunctionPackages of(Path repository) throws FileNotFoundException {
        Path functions = repository.resolve("functions");
        return new FunctionPackages(
                built(functions.resolve("views/target/function.zip")),
                built(functions.resolve("decode/target/function.zip")),
                built(functions.resolve("encode/target/quarkus-app/quarkus-run.jar")),
                built(functions.resolve("gateway/target/quarkus-app/quarkus-run.jar")),
                built(functions.resolve("gateway-lambda/target/function.zip")));
    }

    private static Path built(Path file) throws FileNotFoundException {
        if (!Files.exists(file)) {
            throw new FileNotFoundException(file + " is not built: mvn package -pl infra/processes -am");
        }
        return file;
    }
}
