package io.dynrefer.research.scenes.rooms.scene;

import io.dynrefer.research.scenes.rooms.finish.PaintColor;
import io.dynrefer.research.scenes.rooms.finish.Pattern;
import io.dynrefer.research.scenes.rooms.finish.Substance;
import io.dynrefer.research.scenes.rooms.render.Finish;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was done to a thing's surface, and what is known from that.
 *
 * @param finish for the renderer
 * @param colors the paint's colours, the main one first; empty if it was not painted all over
 * @param pattern the pattern of two colours
 * @param substance the material it was made of, or has by its name
 * @param part the part with its own colour
 */
public record Look(
        Finish finish,
        List<PaintColor> colors,
        @Nullable Pattern pattern,
        @Nullable Substance substance,
        @Nullable PartColor part) {
    /** Colours of parts: few, and unlike one another. */
    public static final List<PaintColor> PART_COLORS = List.of(
            PaintColor.RED, PaintColor.YELLOW, PaintColor.GREEN, PaintColor.BLUE, PaintColor.BLACK, PaintColor.WHITE);

    /** A part's name and colour, {@code seat} and red. */
    public record PartColor(String part, PaintColor color) {
        /** "red seat". */
        public String words() {
            return color.word() + " " + part;
        }
    }

    public Look {
        colors = List.copyOf(colors);
    }

    /** Whether the surface is all of one known paint. */
    public boolean plain() {
        return !colors.isEmpty() && pattern == null && substance == null && part == null;
    }

    /** Whether the maker's own colours show, all over or but for a part. */
    public boolean natural() {
        return colors.isEmpty() && (finish == Finish.NATURAL || part != null);
    }

    /** Whether it was made of an exchanged material. */
    public boolean exchanged() {
        return substance != null && finish == substance;
    }
}
