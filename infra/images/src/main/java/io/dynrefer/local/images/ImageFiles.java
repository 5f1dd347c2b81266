package io.dynrefer.local.images;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An application laid out for an image.
 *
 * <pre>
 * app/lib/*.jar     every class and resource in jars alone, for an archive of classes knows no folders; no native library
 * app/options       the Java options, the class path among them
 * native/*.so       the native libraries that the image loads, and no others
 * </pre>
 */
final class ImageFiles {
    private static final List<String> FAST_JAR = List.of("quarkus", "app", "lib/main", "lib/boot");
    private static final String FUNCTION = "function.jar";
    private static final List<String> FIRST = List.of("transformed-bytecode.jar", "generated-bytecode.jar", FUNCTION);

    private static final String OPTIONS = """
            -Djava.util.logging.manager=org.jboss.logmanager.LogManager
            -Djava.awt.headless=true
            --enable-native-access=ALL-UNNAMED
            """;
    private static final String SERVER_OPTIONS = """
            -XX:MaxRAMPercentage=60
            -XX:+ExitOnOutOfMemoryError
            """;
    private static final String FUNCTION_OPTIONS = """
            -XX:+UseSerialGC
            -XX:TieredStopAtLevel=1
            -XX:MaxRAMPercentage=60
            -Dcom.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI=%s/libaws-lambda-jni.linux-x86_64.so
            """;

    private final Image image;
    private final Path folder;

    /** @param folder where {@code app} and {@code native} are made; neither is there yet */
    ImageFiles(Image image, Path folder) {
        this.image = image;
        this.folder = folder;
    }

    /**
     * Writes the files.
     *
     * @param packaged the built package: a folder quarkus-app or a function.zip
     * @param further jars to add
     * @param appRoot where {@code app} will lie when it runs
     * @param nativeRoot where {@code native} will lie when it runs
     */
    void write(Path packaged, List<Path> further, String appRoot, String nativeRoot) throws IOException {
        Files.createDirectories(folder.resolve("app/lib"));
        Files.createDirectories(folder.resolve("native"));
        if (image.isFunction()) {
            addFunction(packaged);
        } else {
            for (String part : FAST_JAR) {
                addAll(packaged.resolve(part));
            }
        }
        for (Path jar : further) {
            add(jar);
        }
        Files.writeString(folder.resolve("app/options"), options(appRoot, nativeRoot));
    }

    private void addFunction(Path zip) throws IOException {
        Jars.copy(zip, name -> !name.startsWith("lib/") && !name.endsWith("/"), inLib(FUNCTION));
        try (FileSystem content = FileSystems.newFileSystem(zip)) {
            addAll(content.getPath("lib"));
        }
    }

    private void addAll(Path jars) throws IOException {
        try (Stream<Path> files = Files.list(jars)) {
            for (Path jar :
                    files.filter(file -> file.toString().endsWith(".jar")).toList()) {
                add(jar);
            }
        }
    }

    /** Adds a jar without its native libraries, and not at all if it is made of them. */
    private void add(Path jar) throws IOException {
        Path copy = inLib(jar.getFileName().toString());
        List<String> entries = Jars.entries(jar);
        if (entries.stream().noneMatch(Jars::isLibrary)) {
            Files.copy(jar, copy);
            return;
        }
        Jars.extract(jar, name -> Jars.isLibrary(name) && image.uses(name), folder.resolve("native"));
        if (entries.stream().anyMatch(name -> name.endsWith(".class"))) {
            Jars.copy(jar, name -> !Jars.isLibrary(name), copy);
        }
    }

    private Path inLib(String name) {
        return folder.resolve("app/lib").resolve(name);
    }

    private String options(String appRoot, String nativeRoot) throws IOException {
        String kind = image.isFunction() ? FUNCTION_OPTIONS.formatted(nativeRoot) : SERVER_OPTIONS;
        return OPTIONS + kind + "-cp\n" + classPath(appRoot) + "\n";
    }

    /** Quarkus' own classes first, where it changed a library's class; then by name, so that it is always the same. */
    private String classPath(String appRoot) throws IOException {
        List<String> others = new ArrayList<>();
        try (Stream<Path> jars = Files.list(folder.resolve("app/lib"))) {
            jars.map(jar -> jar.getFileName().toString()).sorted().forEach(others::add);
        }
        List<String> ordered = new ArrayList<>(FIRST);
        ordered.retainAll(others);
        others.removeAll(FIRST);
        ordered.addAll(others);
        return ordered.stream().map(name -> appRoot + "/lib/" + name).collect(Collectors.joining(":"));
    }
}
