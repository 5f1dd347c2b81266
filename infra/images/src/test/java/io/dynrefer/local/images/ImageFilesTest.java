package io.dynrefer.local.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFilesTest {
    @TempDir
    Path folder;

    @Test
    void write_takesTheLibrariesThatTheImageLoadsOutOfTheJarsOfAServer() throws IOException {
        Path packaged = folder.resolve("quarkus-app");
        zip(
                packaged.resolve("lib/main/torch.jar"),
                "pytorch/cpu/linux-x86_64/libtorch.so",
                "native/lib/pytorch.properties");
        zip(packaged.resolve("lib/main/words.jar"), "a/Words.class", "native/lib/linux-x86_64/cpu/libtokenizers.so");
        zip(packaged.resolve("lib/boot/boot.jar"), "a/Boot.class");
        zip(packaged.resolve("app/app.jar"), "a/App.class");
        zip(packaged.resolve("quarkus/transformed-bytecode.jar"), "a/Words.class");
        zip(packaged.resolve("quarkus/generated-bytecode.jar"), "io/quarkus/runner/GeneratedMain.class");

        new ImageFiles(Image.ENCODE, folder).write(packaged, List.of(), "/app", "/opt/native");

        assertThat(names(folder.resolve("native"))).containsExactly("libtorch.so");
        assertThat(names(folder.resolve("app/lib"))).doesNotContain("torch.jar");
        assertThat(Jars.entries(folder.resolve("app/lib/words.jar"))).containsExactly("a/Words.class");
        assertThat(Files.readString(folder.resolve("app/options")))
                .endsWith("-cp\n/app/lib/transformed-bytecode.jar:/app/lib/generated-bytecode.jar:"
                        + "/app/lib/app.jar:/app/lib/boot.jar:/app/lib/words.jar\n");
    }

    @Test
    void write_putsTheClassesOfAFunctionIntoAJarBesideItsLibraries() throws IOException {
        Path library = folder.resolve("library.jar");
        zip(library, "a/Library.class");
        Path packaged = folder.resolve("function.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(packaged))) {
            zip.putNextEntry(new ZipEntry("a/Function.class"));
            zip.putNextEntry(new ZipEntry("lib/library.jar"));
            Files.copy(library, zip);
        }
        Path client = folder.resolve("client.jar");
        zip(
                client,
                "jni/libaws-lambda-jni.linux-x86_64.so",
                "jni/libaws-lambda-jni.linux-aarch_64.so",
                "a/Client.class");

        new ImageFiles(Image.VIEWS, folder).write(packaged, List.of(client), "/app", "/opt/native");

        assertThat(names(folder.resolve("native"))).containsExactly("libaws-lambda-jni.linux-x86_64.so");
        assertThat(names(folder.resolve("app/lib"))).containsExactly("client.jar", "function.jar", "library.jar");
        assertThat(Jars.entries(folder.resolve("app/lib/function.jar"))).containsExactly("a/Function.class");
        assertThat(Files.readString(folder.resolve("app/options")))
                .contains("NativeClient.JNI=/opt/native/libaws-lambda-jni.linux-x86_64.so")
                .endsWith("-cp\n/app/lib/function.jar:/app/lib/client.jar:/app/lib/library.jar\n");
    }

    private static void zip(Path file, String... entries) throws IOException {
        Files.createDirectories(file.getParent());
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (String entry : entries) {
                zip.putNextEntry(new ZipEntry(entry));
                zip.write(1);
            }
        }
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
