package io.dynrefer.region;

/** What somebody sent, as messages repeat it: enough to be recognised, however much it was. */
public final class Quoted {
    private static final int MOST = 100; // characters

    private Quoted() {}

    /** The value as text, cut short. */
    public static String of(Object value) {
        String text = String.valueOf(value);
        return text.length() <= MOST ? text : text.substring(0, MOST) + "…";
    }
}
