package io.dynrefer.training.run;

import io.dynrefer.training.network.LossValues;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The losses over the steps as an SVG picture: a panel per loss, a line for training, dots for validation. */
public final class LossPlot {
    private static final int WIDTH = 420;
    private static final int HEIGHT = 220;
    private static final int LEFT = 56;
    private static final int TOP = 28;
    private static final int BOTTOM = 28;
    private static final int RIGHT = 12;

    private static final Map<String, ToDoubleFunction<LossValues>> PANELS = panels();

    private LossPlot() {}

    private static Map<String, ToDoubleFunction<LossValues>> panels() {
        Map<String, ToDoubleFunction<LossValues>> panels = new LinkedHashMap<>();
        panels.put("total", LossValues::total);
        panels.put("caption", LossValues::caption);
        panels.put("tag", LossValues::tag);
        panels.put("contrast", LossValues::contrast);
        return panels;
    }

    /** Draws the points; at least one. */
    public static void write(Path file, List<MetricsLog.Point> points) {
        StringBuilder svg = new StringBuilder(format(
                "<svg xmlns='http://www.w3.org/2000/svg' width='%d' height='%d' font-family='sans-serif' "
                        + "font-size='11'><rect width='100%%' height='100%%' fill='white'/>%n",
                2 * WIDTH, 2 * HEIGHT));
        int number = 0;
        for (Map.Entry<String, ToDoubleFunction<LossValues>> panel : PANELS.entrySet()) {
            svg.append(format("<g transform='translate(%d,%d)'>%n", number % 2 * WIDTH, number / 2 * HEIGHT));
            addPanel(svg, panel.getKey(), points, panel.getValue());
            svg.append("</g>\n");
            number++;
        }
        try {
            RunFolder.replace(file, svg.append("</svg>\n").toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private static void addPanel(
            StringBuilder svg, String name, List<MetricsLog.Point> points, ToDoubleFunction<LossValues> loss) {
        double highest = points.stream()
                .mapToDouble(point -> loss.applyAsDouble(point.losses()))
                .max()
                .orElse(1);
        long last = points.stream().mapToLong(MetricsLog.Point::step).max().orElse(1);
        Scale scale = new Scale(Math.max(1, last), highest > 0 ? highest : 1);
        svg.append(format("<text x='%d' y='18' font-weight='bold'>%s</text>%n", LEFT, name));
        svg.append(format(
                "<path d='M%d %dV%dH%d' fill='none' stroke='#888'/>%n", LEFT, TOP, HEIGHT - BOTTOM, WIDTH - RIGHT));
        for (double share : new double[] {0, 0.5, 1}) {
            svg.append(format(
                    "<text x='%d' y='%.1f' text-anchor='end'>%.3g</text>%n",
                    LEFT - 4, scale.y(share * scale.highest()) + 4, share * scale.highest()));
        }
        svg.append(format("<text x='%d' y='%d' text-anchor='end'>step %d</text>%n", WIDTH - RIGHT, HEIGHT - 10, last));
        StringBuilder line = new StringBuilder();
        for (MetricsLog.Point point : points) {
            double x = scale.x(point.step());
            double y = scale.y(loss.applyAsDouble(point.losses()));
            if (point.split().equals("train")) {
                line.append(format("%s%.1f %.1f", line.length() == 0 ? "M" : "L", x, y));
            } else {
                svg.append(format("<circle cx='%.1f' cy='%.1f' r='3' fill='#d62728'/>%n", x, y));
            }
        }
        svg.append(format("<path d='%s' fill='none' stroke='#1f77b4'/>%n", line));
    }

    /** From steps and losses to pixels of a panel. */
    private record Scale(long last, double highest) {
        double x(long step) {
            return LEFT + (double) (WIDTH - LEFT - RIGHT) * step / last;
        }

        double y(double loss) {
            return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * Math.min(1, loss / highest);
        }
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
