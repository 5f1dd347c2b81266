package io.dynrefer.functions.allinone;

import io.dynrefer.functions.common.TinyWeights;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Random weights, and a store in a folder of its own in place of one in memory. */
public class OnDisk implements QuarkusTestResourceLifecycleManager {
    private final TinyWeights weights = new TinyWeights();

    /** After the store in memory that other tests of the module ask for. */
    @Override
    public final int order() {
        return 1;
    }

    @Override
    public final Map<String, String> start() {
        try {
            Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "store");
            Map<String, String> properties = new HashMap<>(weights.start());
            properties.put("dynrefer.store.kind", "directory");
            properties.put("dynrefer.store.directory", folder.toString());
            properties.putAll(prepared(folder));
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts something into the store before the server starts; returns further properties. */
    Map<String, String> prepared(Path folder) throws IOException {
        return Map.of();
    }

    @Override
    public final void stop() {
        weights.stop();
    }
}
