package io.dynrefer.command;

import io.dynrefer.model.weights.Progress;
import java.io.PrintWriter;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Shows how far a long write has come: a bar on a terminal, a line per tenth elsewhere. */
public final class ProgressDisplay implements Progress, AutoCloseable {
    private static final int PARTS = 10;
    private static final long MEBIBYTE = 1 << 20;
    /** Written in the blink of an eye, so nothing is shown. */
    private static final long SMALL = 64 * MEBIBYTE;

    private final PrintWriter messages;
    private final @Nullable ProgressBar bar;
    private long partsShown;

    private ProgressDisplay(PrintWriter messages, @Nullable ProgressBar bar) {
        this.messages = messages;
        this.bar = bar;
    }

    /** Says {@code what} is done and then how far it has come. */
    public static ProgressDisplay of(String what, PrintWriter messages, Surroundings surroundings) {
        messages.println(what);
        messages.flush();
        return new ProgressDisplay(messages, surroundings.terminal() ? bar() : null);
    }

    private static ProgressBar bar() {
        return new ProgressBarBuilder()
                .setStyle(ProgressBarStyle.ASCII)
                .setUnit(" MiB", MEBIBYTE)
                .setUpdateIntervalMillis(500)
                .showSpeed()
                .build();
    }

    @Override
    public void report(long done, long total) {
        if (bar != null) {
            bar.maxHint(total).stepTo(done);
        } else if (total > SMALL && done * PARTS / total > partsShown) {
            partsShown = done * PARTS / total;
            messages.printf("  %d of %d MiB%n", done / MEBIBYTE, total / MEBIBYTE);
            messages.flush();
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
