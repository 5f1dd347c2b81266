package io.dynrefer.cli;

import io.dynrefer.region.DynReferException;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes and ages as people write them to {@code dynrefer store}. */
final class StoreQuantities {
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,12})\\s*([KMGT]?)B?", Pattern.CASE_INSENSITIVE);
    private static final Pattern AGE = Pattern.compile("([0-9]{1,6})\\s*([mhd])");
    private static final String UNITS = "KMGT";
    private static final int KILO = 1_000;

    private StoreQuantities() {}

    /** The bytes of a size such as {@code 2GB}. */
    static long bytes(String text) {
        Matcher size = SIZE.matcher(text);
        if (!size.matches()) {
            throw DynReferException.invalid("--max-size", "--max-size is like 500MB or 2GB, not '" + text + "'.");
        }
        int power = size.group(2).isEmpty()
                ? 0
                : UNITS.indexOf(Character.toUpperCase(size.group(2).charAt(0))) + 1;
        return Math.multiplyExact(Long.parseLong(size.group(1)), (long) Math.pow(KILO, power));
    }

    /** An age such as {@code 30d}. */
    static Duration age(String text) {
        Matcher age = AGE.matcher(text);
        if (!age.matches()) {
            throw DynReferException.invalid(
                    "--older-than", "--older-than is like 90m, 12h or 30d, not '" + text + "'.");
        }
        long number = Long.parseLong(age.group(1));
        return switch (age.group(2)) {
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    /** Bytes for people. */
    static String size(long bytes) {
        double rest = bytes;
        int power = 0;
        while (rest >= KILO && power < UNITS.length()) {
            rest /= KILO;
            power++;
        }
        return power == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %cB", rest, UNITS.charAt(power - 1));
    }
}
