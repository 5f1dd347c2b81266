package io.dynrefer.command;

import io.dynrefer.evaluation.run.EvaluationProgress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Shows how many samples are done and how long the rest takes: a bar on a terminal, a line now and then elsewhere. */
public final class SampleDisplay implements EvaluationProgress, AutoCloseable {
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(20);

    private final String what;
    private final PrintWriter messages;
    private final boolean terminal;
    private @Nullable ProgressBar bar;
    private long start;
    private long lastLine;
    private long doneAtStart;

    private SampleDisplay(String what, PrintWriter messages, boolean terminal) {
        this.what = what;
        this.messages = messages;
        this.terminal = terminal;
    }

    /** Nothing is shown before the first report. */
    public static SampleDisplay of(String what, PrintWriter messages, Surroundings surroundings) {
        return new SampleDisplay(what, messages, surroundings.terminal());
    }

    @Override
    public void answered(long done, long total) {
        if (terminal) {
            bar(total).stepTo(done);
            return;
        }
        long now = System.nanoTime();
        if (start == 0) {
            start = now;
            lastLine = now;
            doneAtStart = done;
        } else if (now - lastLine >= BETWEEN_LINES.toNanos()) {
            lastLine = now;
            double perSample = (now - start) / (double) (done - doneAtStart);
            Duration left = Duration.ofNanos((long) (perSample * (total - done)));
            messages.printf(
                    Locale.ROOT,
                    "%s: %d of %d, %d:%02d min left%n",
                    what,
                    done,
                    total,
                    left.toMinutes(),
                    left.toSecondsPart());
            messages.flush();
        }
    }

    private ProgressBar bar(long total) {
        ProgressBar shown = bar;
        if (shown == null) {
            shown = new ProgressBarBuilder()
                    .setTaskName(what)
                    .setInitialMax(total)
                    .setStyle(ProgressBarStyle.ASCII)
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
