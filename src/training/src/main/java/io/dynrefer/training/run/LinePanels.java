package io.dynrefer.training.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Numbers over the steps of a training as an SVG picture: a panel per name, two in a row, each from 0 upwards. */
final class LinePanels {
    private static final int COLUMNS = 2;
    private static final int WIDTH = 420;
    private static final int HEIGHT = 220;
    private static final int LEFT = 56;
    private static final int TOP = 28;
    private static final int BOTTOM = 28;
    private static final int RIGHT = 12;

    private LinePanels() {}

    /** A number known after a step. */
    record Dot(long step, double value) {}

    /**
     * A panel.
     *
     * @param line joined by a line
     * @param dots drawn alone
     */
    record Panel(String name, List<Dot> line, List<Dot> dots) {
        private double highest() {
            double highest = all().mapToDouble(Dot::value).max().orElse(1);
            return highest > 0 ? highest : 1;
        }

        private long last() {
            return Math.max(1, all().mapToLong(Dot::step).max().orElse(1));
        }

        private Stream<Dot> all() {
            return Stream.concat(line.stream(), dots.stream());
        }
    }

    static void write(Path file, List<Panel> panels) {
        int rows = (panels.size() + COLUMNS - 1) / COLUMNS;
        StringBuilder svg = new StringBuilder(format(
                "<svg xmlns='http://www.w3.org/2000/svg' width='%d' height='%d' font-family='sans-serif' "
                        + "font-size='11'><rect width='100%%' height='100%%' fill='white'/>%n",
                COLUMNS * WIDTH, rows * HEIGHT));
        for (int i = 0; i < panels.size(); i++) {
            svg.append(format("<g transform='translate(%d,%d)'>%n", i % COLUMNS * WIDTH, i / COLUMNS * HEIGHT));
            add(svg, panels.get(i));
            svg.append("</g>\n");
        }
        try {
            RunFolder.replace(file, svg.append("</svg>\n").toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private static void add(StringBuilder svg, Panel panel) {
        Scale scale = new Scale(panel.last(), panel.highest());
        svg.append(format("<text x='%d' y='18' font-weight='bold'>%s</text>%n", LEFT, panel.name()));
        svg.append(format(
                "<path d='M%d %dV%dH%d' fill='none' stroke='#888'/>%n", LEFT, TOP, HEIGHT - BOTTOM, WIDTH - RIGHT));
        for (double share : new double[] {0, 0.5, 1}) {
            svg.append(format(
                    "<text x='%d' y='%.1f' text-anchor='end'>%.4g</text>%n",
                    LEFT - 4, scale.y(share * scale.highest()) + 4, share * scale.highest()));
        }
        svg.append(format(
                "<text x='%d' y='%d' text-anchor='end'>step %d</text>%n", WIDTH - RIGHT, HEIGHT - 10, scale.last()));
        StringBuilder line = new StringBuilder();
        for (Dot dot : panel.line()) {
            line.append(format("%s%.1f %.1f", line.length() == 0 ? "M" : "L", scale.x(dot), scale.y(dot.value())));
        }
        svg.append(format("<path d='%s' fill='none' stroke='#1f77b4'/>%n", line));
        for (Dot dot : panel.dots()) {
            svg.append(
                    format("<circle cx='%.1f' cy='%.1f' r='3' fill='#d62728'/>%n", scale.x(dot), scale.y(dot.value())));
        }
    }

    /** From steps and values to pixels of a panel. */
    private record Scale(long last, double highest) {
        double x(Dot dot) {
            return LEFT + (double) (WIDTH - LEFT - RIGHT) * dot.step() / last;
        }

        double y(double value) {
            return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * value / highest;
        }
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
