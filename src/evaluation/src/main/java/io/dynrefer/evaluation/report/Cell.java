package io.dynrefer.evaluation.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.dynrefer.evaluation.bootstrap.Estimate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A cell of a report's table: a text, a count, or a measured value with its interval.
 *
 * @param value what was measured, on the scale the table prints; absent where nothing was measured
 * @param low lower end of the 95 % interval
 * @param high upper end of it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Cell(
        @Nullable String text,
        @Nullable Long count,
        @Nullable Double value,
        @Nullable Double low,
        @Nullable Double high) {
    private static final int PERCENT = 100;

    /** Nothing to say. */
    public static final Cell EMPTY = new Cell(null, null, null, null, null);

    public static Cell of(String text) {
        return new Cell(text, null, null, null, null);
    }

    public static Cell of(long count) {
        return new Cell(null, count, null, null, null);
    }

    /** A value on the scale 0..1, printed times a hundred. */
    public static Cell percent(double value) {
        return new Cell(null, null, scaled(value), null, null);
    }

    /** A measured value on the scale 0..1, printed times a hundred, with its interval. */
    public static Cell percent(Estimate estimate) {
        return new Cell(null, null, scaled(estimate.value()), scaled(estimate.low()), scaled(estimate.high()));
    }

    /** A value that is printed as it is. */
    public static Cell number(double value) {
        return new Cell(null, null, value, null, null);
    }

    private static @Nullable Double scaled(double value) {
        return Double.isNaN(value) ? null : PERCENT * value;
    }

    /** The cell as Markdown; a dash where there is nothing. */
    String markdown() {
        if (text != null) {
            return text.replace("|", "\\|");
        }
        if (count != null) {
            return String.valueOf(count);
        }
        if (value == null) {
            return "–";
        }
        return low == null || high == null
                ? String.format(Locale.ROOT, "%.1f", value)
                : String.format(Locale.ROOT, "%.1f [%.1f, %.1f]", value, low, high);
    }
}
