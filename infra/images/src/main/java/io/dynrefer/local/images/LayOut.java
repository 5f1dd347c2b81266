package io.dynrefer.local.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** {@code LayOut <image> <repository> <folder>}: writes an image's files from a built checkout. */
public final class LayOut {
    /** Where images keep their application. */
    static final String APP = "/app";

    /** Where images keep native libraries. */
    static final String NATIVE = "/opt/native";

    private LayOut() {}

    public static void main(String[] words) throws IOException {
        if (words.length != 3) {
            System.err.println("usage: LayOut <image> <repository> <folder>");
            System.exit(2);
        }
        write(Image.of(words[0]), Path.of(words[1]), Path.of(words[2]), APP, NATIVE);
    }

    /** Writes an image's files, as {@link ImageFiles} describes them. */
    static void write(Image image, Path repository, Path folder, String appRoot, String nativeRoot) throws IOException {
        new ImageFiles(image, folder)
                .write(repository.resolve(image.packaged()), furtherJars(image, repository), appRoot, nativeRoot);
    }

    /** The jars that an image needs besides its package. */
    static List<Path> furtherJars(Image image, Path repository) throws IOException {
        try (Stream<Path> jars = Files.list(repository.resolve("infra/images/target/lib"))) {
            return jars.filter(jar -> image.furtherJars().stream()
                            .anyMatch(name -> jar.getFileName().toString().matches(name + "-[0-9].*\\.jar")))
                    .sorted()
                    .toList();
        }
    }
}
