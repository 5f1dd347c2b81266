package io.dynrefer.training.run;

import io.dynrefer.pictures.Svg;
import java.io.IOException;
import java.io.UncheckedIOException;
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
        Svg svg = new Svg(COLUMNS * WIDTH, rows * HEIGHT, "white");
        for (int i = 0; i < panels.size(); i++) {
            svg.add(
                    "<g transform='translate(%d,%d)' font-family='sans-serif' font-size='11'>",
                    i % COLUMNS * WIDTH, i / COLUMNS * HEIGHT);
            add(svg, panels.get(i));
            svg.add("</g>");
        }
        try {
            RunFolder.replace(file, svg.bytes());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private static void add(Svg svg, Panel panel) {
        Scale scale = new Scale(panel.last(), panel.highest());
        svg.add("<text x='%d' y='18' font-weight='bold'>%s</text>", LEFT, panel.name());
        svg.add("<path d='M%d %dV%dH%d' fill='none' stroke='#888'/>", LEFT, TOP, HEIGHT - BOTTOM, WIDTH - RIGHT);
        for (double share : new double[] {0, 0.5, 1}) {
            svg.add(
                    "<text x='%d' y='%.1f' text-anchor='end'>%.4g</text>",
                    LEFT - 4, scale.y(share * scale.highest()) + 4, share * scale.highest());
        }
        svg.add("<text x='%d' y='%d' text-anchor='end'>step %d</text>", WIDTH - RIGHT, HEIGHT - 10, scale.last());
        StringBuilder line = new StringBuilder();
        for (Dot dot : panel.line()) {
            line.append(String.format(
                    Locale.ROOT, "%s%.1f %.1f", line.isEmpty() ? "M" : "L", scale.x(dot), scale.y(dot.value())));
        }
        svg.add("<path d='%s' fill='none' stroke='#1f77b4'/>", line);
        for (Dot dot : panel.dots()) {
            svg.add("<circle cx='%.1f' cy='%.1f' r='3' fill='#d62728'/>", scale.x(dot), scale.y(dot.value()));
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
}
