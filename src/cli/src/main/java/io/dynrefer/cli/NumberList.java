package io.dynrefer.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.dynrefer.region.DynReferException;

/** Comma-separated numbers on the command line. */
final class NumberList {
    private NumberList() {}

    /** A JSON list of the numbers in {@code text}; {@code example} is what the error tells the caller to type. */
    static ArrayNode list(String option, String text, String example) {
        ArrayNode numbers = JsonNodeFactory.instance.arrayNode();
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
