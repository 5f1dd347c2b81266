package io.dynrefer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynrefer.command.Display;
import io.dynrefer.command.Surroundings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DisplayTest {
    @TempDir
    Path home;

    private final StringWriter shown = new StringWriter();

    @Test
    void report_whatIsDoneAtOnce_showsNothing() {
        try (Display display = Display.of("Regions", "", new PrintWriter(shown), new Surroundings(home, null, false))) {
            for (int done = 1; done <= 1000; done++) {
                display.report(done, 1000);
            }
        }

        assertThat(shown.toString()).isEmpty();
    }

    @Test
    void close_withoutReport_showsNothing() {
        Display.ofBytes("Fetching", new PrintWriter(shown), new Surroundings(home, null, true))
                .close();

        assertThat(shown.toString()).isEmpty();
    }
}
