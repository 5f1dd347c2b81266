package io.dynrefer.evaluation.photos;

import io.dynrefer.evaluation.bootstrap.Range;
import io.dynrefer.evaluation.bootstrap.Statistic;
import io.dynrefer.pictures.Svg;
import io.dynrefer.pictures.Svg.Place;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * How far probabilities are from the shares of right answers: the expected calibration error over fifteen bins of
 * equally many answers, as mean distance of a bin's mean probability from its share, 0..1. Not thread-safe while
 * answers are added.
 */
final class CalibrationError implements Statistic {
    private static final int BINS = 15;
    private static final int SIDE = 400;
    private static final int MARGIN = 40;
    private static final int DOT = 4;
    private static final int LETTERS = 14;

    private final List<Answered> answers = new ArrayList<>();
    private boolean sorted;

    private record Answered(int image, double probability, boolean right) {}

    /** A bin: how many answers it has, their mean probability and the share that is right. */
    private record Bin(double weight, double probability, double right) {
        static final Bin EMPTY = new Bin(0, 0, 0);

        Bin with(Answered answer, int times) {
            return new Bin(
                    weight + times, probability + times * answer.probability(), right + (answer.right() ? times : 0));
        }

        double distance() {
            return Math.abs(probability - right);
        }
    }

    /**
     * Adds an answer.
     *
     * @param image its number
     * @param probability that it is right, as the model says
     */
    public void add(int image, double probability, boolean right) {
        answers.add(new Answered(image, probability, right));
        sorted = false;
    }

    @Override
    public double value(int[] weights) {
        double distance = 0;
        double total = 0;
        for (Bin bin : bins(weights)) {
            distance += bin.distance();
            total += bin.weight();
        }
        return distance / total;
    }

    /** The sums of each bin; an answer belongs to the bin in which the first of its repetitions falls. */
    private Bin[] bins(int[] weights) {
        if (!sorted) {
            answers.sort(Comparator.comparingDouble(Answered::probability));
            sorted = true;
        }
        long total =
                answers.stream().mapToLong(answer -> weights[answer.image()]).sum();
        Bin[] bins = new Bin[BINS];
        Arrays.fill(bins, Bin.EMPTY);
        long before = 0;
        for (Answered answer : answers) {
            int times = weights[answer.image()];
            if (times > 0) {
                int bin = (int) (before * BINS / total);
                bins[bin] = bins[bin].with(answer, times);
                before += times;
            }
        }
        return bins;
    }

    @Override
    public long count() {
        return answers.size();
    }

    @Override
    public Range range() {
        return Range.SHARE;
    }

    /** The reliability diagram: a dot per bin, mean probability to the right, share of right answers upwards. */
    byte[] diagram(String title) {
        Svg svg = new Svg(SIDE + 2 * MARGIN, SIDE + 2 * MARGIN, "#FFFFFF");
        svg.frame(new Place(MARGIN, MARGIN, SIDE, SIDE), 1, "#888888");
        line(svg, 0, 0, 1, 1, "#BBBBBB");
        int images = answers.stream().mapToInt(Answered::image).max().orElse(-1) + 1;
        int[] once = new int[images];
        Arrays.fill(once, 1);
        double lastX = Double.NaN;
        double lastY = Double.NaN;
        for (Bin bin : bins(once)) {
            if (bin.weight() > 0) {
                double x = bin.probability() / bin.weight();
                double y = bin.right() / bin.weight();
                if (!Double.isNaN(lastX)) {
                    line(svg, lastX, lastY, x, y, "#0072B2");
                }
                svg.add("<circle cx='%.1f' cy='%.1f' r='%d' fill='#0072B2'/>", across(x), up(y), DOT);
                lastX = x;
                lastY = y;
            }
        }
        svg.text(MARGIN, MARGIN - LETTERS, LETTERS, "#000000", title);
        svg.text(MARGIN, SIDE + MARGIN + 2 * LETTERS, LETTERS, "#000000", "probability (right: 1), share right (up)");
        return svg.bytes();
    }

    private static void line(Svg svg, double x1, double y1, double x2, double y2, String color) {
        svg.add(
                "<line x1='%.1f' y1='%.1f' x2='%.1f' y2='%.1f' stroke='%s'/>",
                across(x1), up(y1), across(x2), up(y2), color);
    }

    private static double across(double share) {
        return MARGIN + SIDE * share;
    }

    private static double up(double share) {
        return MARGIN + SIDE * (1 - share);
    }
}
