package io.dynrefer.views.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reading works where the display is gone and there are no fonts, in a JVM of its own. */
class BareMachineTest {
    private static final String DONE = "all read";

    @Test
    void read_deadDisplay_worksWithoutLoadingAnyFont() throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.awt.headless=false",
                        "-Xlog:class+load",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ReadEverything.class.getName())
                .redirectErrorStream(true);
        builder.environment().put("DISPLAY", ":9999");
        Process process = builder.start();

        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();

        assertThat(process.waitFor()).as(() -> String.join("\n", tail(lines))).isZero();
        assertThat(lines).contains(DONE).anyMatch(line -> line.contains("java.awt.image.BufferedImage "));
        assertThat(lines)
                .noneMatch(line -> line.contains("java.awt.Font ")
                        || line.contains("java.awt.Graphics2D ")
                        || line.contains(" sun.font."));
    }

    private static List<String> tail(List<String> lines) {
        return lines.subList(Math.max(0, lines.size() - 30), lines.size());
    }

    /** Reads every fixture. */
    static final class ReadEverything {
        private ReadEverything() {}

        public static void main(String[] arguments) {
            ImageReader reader = new ImageReader(ImageLimits.DEFAULT);
            EncodedFixtures.names().forEach(name -> reader.read(EncodedFixtures.encoded(name)));
            System.out.println(DONE);
        }
    }
}
