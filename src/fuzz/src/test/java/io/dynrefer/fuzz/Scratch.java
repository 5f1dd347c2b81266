package io.dynrefer.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files for readers that take no bytes; one for each name, written anew each time. */
final class Scratch {
    private static final Path FOLDER = folder();

    private Scratch() {}

    static Path file(String name, byte[] content) throws IOException {
        return Files.write(FOLDER.resolve(name), content);
    }

    private static Path folder() {
        try {
            Path folder = Files.createTempDirectory("fuzz");
            folder.toFile().deleteOnExit();
            return folder;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
