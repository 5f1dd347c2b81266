package io.dynrefer.functions.common;

import io.dynrefer.model.init.InitWeights;
import io.dynrefer.region.Progress;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/** Gives the application under test seeded tiny weights and a store in memory. */
public final class TinyWeights implements QuarkusTestResourceLifecycleManager {
    private Path folder = Path.of("");

    @Override
    public Map<String, String> start() {
        try {
            folder = Files.createTempDirectory("tiny-weights");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        InitWeights.ofPreset("tiny", 7).write(folder, Progress.NONE);
        return Map.of("dynrefer.weights", folder.toString(), "dynrefer.store.kind", "memory");
    }

    @Override
    public void stop() {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
