package io.dynrefer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lines of README's "Use it in Java", as a reader would take them over. */
class ReadmeTest {
    private static final Pattern SNIPPET = Pattern.compile("## Use it in Java\n.*?```java\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path folder;

    @Test
    void useItInJava_compilesAndAnswersAboutThePhoto() throws Exception {
        List<String> snippet = snippet();
        assertThat(snippet)
                .as("lines without imports and blank ones")
                .filteredOn(ReadmeTest::isCode)
                .hasSizeBetween(5, 8);
        Path source = folder.resolve("Ask.java");
        Files.writeString(source, program(snippet));
        String classPath = System.getProperty("java.class.path");
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                null,
                                "-Xlint:all,-path,-classfile",
                                "-Werror",
                                "-proc:none",
                                "-cp",
                                classPath,
                                source.toString()))
                .isZero();

        assertThat(run(folder + ":" + classPath)).matches("(giraffe|zebra|tree): [a-z][a-z ]+\n");
    }

    private static List<String> snippet() throws IOException {
        Matcher readme = SNIPPET.matcher(Files.readString(Checkout.ROOT.resolve("README.md")));
        assertThat(readme.find()).as("a listing below 'Use it in Java'").isTrue();
        return readme.group(1).lines().toList();
    }

    private static boolean isCode(String line) {
        return !line.isBlank() && !line.startsWith("import ");
    }

    private static String program(List<String> snippet) {
        return snippet.stream().filter(line -> line.startsWith("import ")).collect(Collectors.joining("\n"))
                + "\n\nclass Ask {\n    public static void main(String[] arguments) {\n"
                + snippet.stream().filter(ReadmeTest::isCode).collect(Collectors.joining("\n"))
                + "\n    }\n}\n";
    }

    /** What the program prints where README's reader would start it. */
    private static String run(String classPath) throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process program = new ProcessBuilder(java.toString(), "-Xmx512m", "-cp", classPath, "Ask")
                .directory(Checkout.ROOT.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String printed = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(program.waitFor()).isZero();
        return printed;
    }
}
