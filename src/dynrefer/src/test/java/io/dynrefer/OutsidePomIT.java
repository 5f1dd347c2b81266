package io.dynrefer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A project of its own that depends on the built artefact, in an empty folder and with an empty local repository, so
 * that nothing of this build but what it publishes can help. Libraries come from this build's local repository, or from
 * the network where it lacks them; nothing is written to it.
 */
@Tag("full")
class OutsidePomIT {
    @TempDir
    Path folder;

    @Test
    void pomOfTwentyLines_answersAQuestionAboutAPhoto() throws Exception {
        place("outside/pom.xml", folder.resolve("pom.xml"));
        place(
                "outside/Ask.java",
                Files.createDirectories(folder.resolve("src/main/java")).resolve("Ask.java"));
        Path settings = folder.resolve("settings.xml");
        Files.writeString(settings, settings());
        assertThat(Files.readAllLines(folder.resolve("pom.xml"))).hasSizeLessThanOrEqualTo(20);

        Process maven = new ProcessBuilder(
                        "mvn",
                        "-B",
                        "-ntp",
                        "-gs",
                        settings.toString(),
                        "-Dmaven.repo.local=" + folder.resolve("repository"),
                        "compile",
                        "exec:java",
                        "-Dexec.mainClass=Ask",
                        "-Dexec.args=" + Checkout.MODEL + " " + Checkout.GIRAFFE + " 455 184 273 445")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(maven.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(maven.waitFor()).as(output).isZero();
        assertThat(output).containsPattern("(?m)^Answer: [a-z][a-z ]+$");
    }

    private static void place(String resource, Path file) throws IOException {
        try (InputStream content =
                Objects.requireNonNull(OutsidePomIT.class.getResourceAsStream("/" + resource), resource)) {
            Files.copy(content, file);
        }
    }

    private static String settings() {
        return """
                <settings>
                    <profiles>
                        <profile>
                            <id>outside</id>
                            <repositories>
                                <repository><id>published</id><url>%1$s</url></repository>
                                <repository>
                                    <id>downloaded</id><url>%2$s</url><snapshots><enabled>false</enabled></snapshots>
                                </repository>
                            </repositories>
                            <pluginRepositories>
                                <pluginRepository>
                                    <id>downloaded</id><url>%2$s</url><snapshots><enabled>false</enabled></snapshots>
                                </pluginRepository>
                            </pluginRepositories>
                        </profile>
                    </profiles>
                    <activeProfiles><activeProfile>outside</activeProfile></activeProfiles>
                </settings>
                """.formatted(
                        Checkout.ROOT.resolve("target/published").toUri(),
                        Path.of(System.getProperty("localRepository")).toUri());
    }
}
