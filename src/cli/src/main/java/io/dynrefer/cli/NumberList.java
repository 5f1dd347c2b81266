package io.dynrefer.cli;

import io.dynrefer.region.DynReferException;
import java.util.ArrayList;
import java.util.List;

/** Comma-separated numbers on the command line. */
final class NumberList {
    private NumberList() {}

    /** The numbers in {@code text}; {@code example} is what the error tells the caller to type. */
    static List<Double> list(String option, String text, String example) {
        List<Double> numbers = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            numbers.add(number(option, text, part.strip(), example));
        }
        return numbers;
    }

    private static double number(String option, String text, String part, String example) {
        double number;
        try {
            number = Double.parseDouble(part);
        } catch (NumberFormatException e) {
            number = Double.NaN;
        }
        if (!Double.isFinite(number)) {
            throw DynReferException.invalid(
                    option, option + " takes finite numbers in pixels, e.g. " + example + "; got '" + text + "'.");
        }
        return number;
    }
}
