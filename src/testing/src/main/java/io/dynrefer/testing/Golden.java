package io.dynrefer.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the golden fixtures ({@code src/testing/golden}), produced by the released research code. */
public final class Golden {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Golden() {}

    /** A file or folder below {@code src/testing/golden}; a missing one fails the test. */
    public static Path path(String relative) {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path golden = folder.resolve("src/testing/golden");
            if (Files.isDirectory(golden)) {
                Path path = golden.resolve(relative);
                if (!Files.exists(path)) {
                    throw new AssertionError("golden fixture missing: " + path);
                }
                return path;
            }
        }
        throw new AssertionError("no src/testing/golden above " + Path.of("").toAbsolutePath());
    }

    /** A JSON fixture. */
    public static JsonNode json(String relative) {
        try {
            return JSON.readTree(path(relative).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
