package io.dynrefer.referring;

import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ViewSelection;
import java.util.ArrayList;
import java.util.List;

/** Views as text: {@code task}, {@code image}, or comma-separated coefficients. */
public final class ViewChoice {
    private ViewChoice() {}

    /** The selection that {@code text} names; anything else is a 400. */
    public static ViewSelection parse(String text) {
        return switch (text) {
            case "task" -> new ViewSelection.ByTask();
            case "image" -> new ViewSelection.ByImage();
            default -> new ViewSelection.Explicit(coefficients(text));
        };
    }

    private static List<Double> coefficients(String text) {
        List<Double> coefficients = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            try {
                coefficients.add(Double.valueOf(part.trim()));
            } catch (NumberFormatException e) {
                throw unknown(text);
            }
        }
        return coefficients;
    }

    private static DynReferException unknown(String text) {
        return DynReferException.invalid(
                "views", "'" + text + "' does not name views. Use task, image, or coefficients such as 0,0.1,0.5.");
    }
}
