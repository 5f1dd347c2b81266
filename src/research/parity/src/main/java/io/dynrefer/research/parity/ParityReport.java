package io.dynrefer.research.parity;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;

/** Collects one line per compared array and hands each on as it arrives. Not thread-safe. */
final class ParityReport {
    private final List<Line> lines = new ArrayList<>();
    private final Consumer<Line> listener;

    /**
     * One compared array.
     *
     * @param error largest absolute difference, or the number of differing entries where the comparison is exact; NaN
     *     when the shapes differ
     * @param tolerance largest error that passes
     * @param note why it failed or what else it is judged by, or empty
     */
    public record Line(String name, double error, double tolerance, boolean passed, String note) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%-4s %-60s max error %.3g  tolerance %.3g%s",
                    passed ? "ok" : "FAIL",
                    name,
                    error,
                    tolerance,
                    note.isEmpty() ? "" : "  " + note);
        }
    }

    public ParityReport(Consumer<Line> listener) {
        this.listener = listener;
    }

    /** Largest absolute difference within {@code tolerance}; another length, or a NaN on one side only, fails. */
    public void floats(String name, float[] expected, float[] actual, double tolerance) {
        floats(name, expected, actual, tolerance, 0);
    }

    /** As above, where each difference may exceed {@code tolerance} by {@code relative} times the expected value. */
    public void floats(String name, float[] expected, float[] actual, double tolerance, double relative) {
        if (!sameLength(name, expected.length, actual.length, tolerance)) {
            return;
        }
        double worst = 0;
        boolean passed = true;
        for (int i = 0; i < expected.length; i++) {
            if (Float.compare(expected[i], actual[i]) != 0) {
                double difference = Math.abs((double) expected[i] - actual[i]);
                worst = Double.isNaN(difference) ? Double.POSITIVE_INFINITY : Math.max(worst, difference);
                passed &= difference <= tolerance + relative * Math.abs(expected[i]);
            }
        }
        add(new Line(name, worst, tolerance, passed, relative == 0 ? "" : "and relative " + relative));
    }

    /** As {@link #floats}, in double precision. */
    public void doubles(String name, List<Double> expected, List<Double> actual, double tolerance) {
        if (!sameLength(name, expected.size(), actual.size(), tolerance)) {
            return;
        }
        double worst = 0;
        String note = "";
        for (int i = 0; i < expected.size(); i++) {
            if (Double.compare(expected.get(i), actual.get(i)) != 0) {
                double difference = Math.abs(expected.get(i) - actual.get(i));
                double error = Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference;
                note = error > Math.max(worst, tolerance)
                        ? "worst at " + i + ": expected " + expected.get(i) + ", got " + actual.get(i)
                        : note;
                worst = Math.max(worst, error);
            }
        }
        add(new Line(name, worst, tolerance, worst <= tolerance, note));
    }

    /** The fraction of differing entries is at most {@code fraction} and none differs by more than {@code by}. */
    public void nearlyExact(String name, int[] expected, int[] actual, int by, double fraction) {
        if (!sameLength(name, expected.length, actual.length, fraction)) {
            return;
        }
        int worst = 0;
        long differing = 0;
        for (int i = 0; i < expected.length; i++) {
            int difference = Math.abs(expected[i] - actual[i]);
            worst = Math.max(worst, difference);
            differing += difference > 0 ? 1 : 0;
        }
        boolean passed = worst <= by && differing <= fraction * expected.length;
        add(new Line(name, worst, by, passed, differing + " of " + expected.length + " differ"));
    }

    /** Entry by entry equal. */
    public void exact(String name, List<?> expected, List<?> actual) {
        long differing = Math.abs(expected.size() - actual.size());
        String first = "";
        for (int i = 0; i < Math.min(expected.size(), actual.size()); i++) {
            if (!Objects.equals(expected.get(i), actual.get(i))) {
                first = first.isEmpty()
                        ? "at " + i + ": expected " + expected.get(i) + ", got " + actual.get(i)
                        : first;
                differing++;
            }
        }
        if (expected.size() != actual.size()) {
            first = "expected " + expected.size() + " entries, got " + actual.size();
        }
        add(new Line(name, differing, 0, differing == 0, first));
    }

    private boolean sameLength(String name, int expected, int actual, double tolerance) {
        if (expected != actual) {
            add(new Line(name, Double.NaN, tolerance, false, "expected " + expected + " values, got " + actual));
        }
        return expected == actual;
    }

    public List<Line> lines() {
        return List.copyOf(lines);
    }

    public int compared() {
        return lines.size();
    }

    public long failed() {
        return lines.stream().filter(line -> !line.passed()).count();
    }

    private void add(Line line) {
        lines.add(line);
        listener.accept(line);
    }
}
