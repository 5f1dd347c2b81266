package io.dynrefer.local.processes;

import io.dynrefer.model.init.InitWeights;
import io.dynrefer.region.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/** The packaged system around random weights. */
final class TestSystem {
    private static final Path REPOSITORY = Path.of("../..");

    private TestSystem() {}

    /** Starts it in this folder; what it prints goes to the test's output. */
    static Machine start(Path folder, Map<String, String> environment) throws IOException, InterruptedException {
        return start(folder, environment, line -> {});
    }

    /** As {@link #start(Path, Map)}; {@code listener} hears every line, too. */
    static Machine start(Path folder, Map<String, String> environment, Consumer<String> listener)
            throws IOException, InterruptedException {
        Path weights = folder.resolve("weights");
        if (!Files.exists(weights)) { // It is there where a system is started again.
            InitWeights.ofPreset("tiny", 7).write(weights, Progress.NONE);
        }
        Machine machine = new Machine(
                new Machine.Settings(
                        FunctionPackages.of(REPOSITORY),
                        weights,
                        folder.resolve("processes"),
                        Ports.FREE,
                        384,
                        Duration.ofSeconds(6),
                        environment),
                listener.andThen(TestSystem::print));
        machine.start();
        return machine;
    }

    /** An encoded photo of 451 by 300 pixels. */
    static byte[] photo() throws IOException {
        return example("cat.jpg");
    }

    /** One of the encoded photos in {@code examples}. */
    static byte[] example(String name) throws IOException {
        return Files.readAllBytes(REPOSITORY.resolve("examples").resolve(name));
    }

    @SuppressWarnings("SystemOut")
    private static void print(String line) {
        System.out.println(line);
    }
}
