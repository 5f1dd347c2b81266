package io.dynrefer.command;

import java.io.PrintWriter;
import java.time.Duration;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * Shows how many of many equal steps are done and how long the rest will take: a bar on a terminal, lines elsewhere.
 */
public final class StepsDisplay implements AutoCloseable {
    private static final long NANOSECONDS = Duration.ofSeconds(1).toNanos();
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

    private final PrintWriter messages;
    private final String unit;
    private final @Nullable ProgressBar bar;
    private final long begun = System.nanoTime();
    private long shown = begun;
    private int doneAtFirst = -1;

    private StepsDisplay(PrintWriter messages, String unit, @Nullable ProgressBar bar) {
        this.messages = messages;
        this.unit = unit;
        this.bar = bar;
    }

    /** Says {@code what} is done and then how far it has come; {@code unit} follows the numbers. */
    public static StepsDisplay of(String what, String unit, PrintWriter messages, Surroundings surroundings) {
        messages.println(what);
        messages.flush();
        return new StepsDisplay(messages, unit, surroundings.terminal() ? bar(unit) : null);
    }

    private static ProgressBar bar(String unit) {
        return new ProgressBarBuilder()
                .setStyle(ProgressBarStyle.ASCII)
                .setUnit(unit, 1)
                .setUpdateIntervalMillis(500)
                .build();
    }

    /** {@code done} of {@code total} steps are done; the first call may count what an earlier run did. */
    public void report(int done, int total) {
        if (bar != null) {
            bar.maxHint(total).stepTo(done);
            return;
        }
        if (doneAtFirst < 0) {
            doneAtFirst = done;
        }
        long now = System.nanoTime();
        if (now - shown > BETWEEN_LINES.toNanos()) {
            shown = now;
            messages.printf("  %d of %d%s%s%n", done, total, unit, timeLeft(done, total, now - begun));
            messages.flush();
        }
    }

    private String timeLeft(int done, int total, long elapsed) {
        int doneHere = done - doneAtFirst;
        if (doneHere <= 0) {
            return "";
        }
        long seconds = elapsed / doneHere * (total - done) / NANOSECONDS;
        return String.format(", about %d:%02d min left", seconds / 60, seconds % 60);
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
