package io.dynrefer.region;

/** Guesses from the time taken so far how long the rest takes. */
public final class TimeLeft {
    private static final double NANOSECONDS = 1e9;
    private static final int MINUTE = 60;
    private static final int HOUR = 3600;

    private final long start = System.nanoTime();

    /**
     * The time left in words: {@code 40 s}, {@code 12 min}, {@code 2 h 05 min}.
     *
     * @param done things done since this was made
     * @param left things still to do
     */
    public String text(long done, long left) {
        if (done == 0) {
            return "unknown";
        }
        return text((System.nanoTime() - start) / NANOSECONDS / done * left);
    }

    static String text(double seconds) {
        long whole = Math.round(seconds);
        if (whole < 2 * MINUTE) {
            return whole + " s";
        }
        return whole < HOUR
                ? whole / MINUTE + " min"
                : String.format("%d h %02d min", whole / HOUR, whole % HOUR / MINUTE);
    }
}
