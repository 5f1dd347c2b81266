package io.dynrefer.research.scenes.rooms.scene;

import io.dynrefer.research.scenes.rooms.finish.Paint;
import io.dynrefer.research.scenes.rooms.finish.PaintColor;
import io.dynrefer.research.scenes.rooms.finish.Pattern;
import io.dynrefer.research.scenes.rooms.finish.Rgb;
import io.dynrefer.research.scenes.rooms.finish.Substance;
import io.dynrefer.research.scenes.rooms.furniture.FurnitureModel;
import io.dynrefer.research.scenes.rooms.render.Finish;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Draws a look for a thing: as made, painted, patterned, of another material, or with one part painted. */
final class LookMaker {
    private static final List<PaintColor> COLORS = List.of(PaintColor.values());
    private static final float LARGEST_PERIOD = 24;

    private LookMaker() {}

    /** A look for a thing that is a target or a support. */
    static Look draw(Dice dice, Category category, FurnitureModel model) {
        float lot = dice.between(0, 1);
        if (!category.traits().contains(Trait.PAINT) || lot < 0.2) {
            return natural(model);
        }
        List<Part> parts = Part.of(category, model);
        if (!parts.isEmpty() && lot < 0.42) {
            return part(dice, model, parts);
        }
        if (lot < 0.6) {
            Substance substance = dice.pick(List.of(Substance.values()));
            return new Look(substance, List.of(), null, substance, null);
        }
        return lot < 0.75 ? patterned(dice, model) : painted(dice);
    }

    /** The maker's own surface; a material is known where the catalogue's name says so. */
    static Look natural(FurnitureModel model) {
        return new Look(Finish.NATURAL, List.of(), null, substanceOf(model), null);
    }

    /** One colour all over. */
    static Look painted(Dice dice) {
        PaintColor color = dice.pick(COLORS);
        return new Look(new Paint(shade(dice, color)), List.of(color), null, null, null);
    }

    private static Look part(Dice dice, FurnitureModel model, List<Part> parts) {
        Part part = dice.pick(parts);
        PaintColor color = dice.pick(Look.PART_COLORS);
        Finish finish = new Paint.Band(part.low(model), part.high(model), new Paint(shade(dice, color)));
        return new Look(finish, List.of(), null, substanceOf(model), new Look.PartColor(part.word(), color));
    }

    private static Look patterned(Dice dice, FurnitureModel model) {
        Pattern pattern = dice.pick(List.of(Pattern.values()));
        PaintColor first = dice.pick(COLORS);
        List<PaintColor> contrasting = COLORS.stream()
                .filter(color -> color != first && !color.near(first))
                .filter(color -> contrast(first.rgb(), color.rgb()) > 0.25)
                .toList();
        PaintColor second = dice.pick(contrasting);
        float period = Math.min(LARGEST_PERIOD, model.longestSide() * dice.between(0.18, 0.28));
        Finish finish = new Paint.Patterned(pattern, shade(dice, first), shade(dice, second), period);
        return new Look(finish, List.of(first, second), pattern, null, null);
    }

    private static double contrast(Rgb first, Rgb second) {
        return Math.abs(Math.sqrt(first.red()) - Math.sqrt(second.red()))
                + Math.abs(Math.sqrt(first.green()) - Math.sqrt(second.green()))
                + Math.abs(Math.sqrt(first.blue()) - Math.sqrt(second.blue()));
    }

    private static Rgb shade(Dice dice, PaintColor color) {
        float brightness = dice.between(0.85, 1.15);
        Rgb rgb = color.rgb().times(brightness);
        return rgb.mix(new Rgb(0.4f, 0.4f, 0.4f), color == PaintColor.BLACK ? 0 : dice.between(0, 0.06));
    }

    private static @Nullable Substance substanceOf(FurnitureModel model) {
        String name = model.name();
        if (name.startsWith("Wood") || name.startsWith("Oak")) {
            return Substance.WOODEN;
        }
        if (name.startsWith("Stone") || name.equals("Rock")) {
            return Substance.STONE;
        }
        if (name.startsWith("Rattan")) {
            return Substance.WICKER;
        }
        boolean glass = name.endsWith("glass") || name.equals("Glass");
        return glass ? Substance.GLASS : null;
    }
}
