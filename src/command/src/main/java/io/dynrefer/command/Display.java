package io.dynrefer.command;

import io.dynrefer.region.Progress;
import io.dynrefer.region.TimeLeft;
import java.io.PrintWriter;
import java.time.Duration;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * Shows how far a long work has come and how long the rest takes: a bar on a terminal, a line now and then elsewhere.
 * Shows nothing before the first report, nor of what is done in the blink of an eye.
 */
public final class Display implements Progress, AutoCloseable {
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);
    private static final long MEBIBYTE = 1 << 20;

    private final String what;
    private final String unit;
    private final long scale;
    private final PrintWriter messages;
    private final boolean terminal;
    private @Nullable ProgressBar bar;
    private @Nullable TimeLeft timeLeft;
    private long doneBefore;
    private long lastLine;

    private Display(String what, String unit, long scale, PrintWriter messages, Surroundings surroundings) {
        this.what = what;
        this.unit = unit;
        this.scale = scale;
        this.messages = messages;
        this.terminal = surroundings.terminal();
    }

    /** Of {@code what}, counted in {@code unit}, e.g. {@code " scenes"}. */
    public static Display of(String what, String unit, PrintWriter messages, Surroundings surroundings) {
        return new Display(what, unit, 1, messages, surroundings);
    }

    /** Of a work counted in bytes. */
    public static Display ofBytes(String what, PrintWriter messages, Surroundings surroundings) {
        return new Display(what, " MiB", MEBIBYTE, messages, surroundings);
    }

    @Override
    public void report(long done, long total) {
        if (terminal) {
            bar().maxHint(total).stepTo(done);
            return;
        }
        long now = System.nanoTime();
        TimeLeft left = timeLeft;
        if (left == null) {
            timeLeft = new TimeLeft();
            doneBefore = done;
            lastLine = now;
        } else if (now - lastLine >= BETWEEN_LINES.toNanos()) {
            lastLine = now;
            messages.printf(
                    "%s: %d of %d%s, %s left%n",
                    what, done / scale, total / scale, unit, left.text(done - doneBefore, total - done));
            messages.flush();
        }
    }

    private ProgressBar bar() {
        ProgressBar shown = bar;
        if (shown == null) {
            shown = new ProgressBarBuilder()
                    .setTaskName(what)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUnit(unit, scale)
                    .setUpdateIntervalMillis(500)
                    .build();
            bar = shown;
        }
        return shown;
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
