package io.dynrefer.research.scenes.rooms.words;

import io.dynrefer.research.scenes.rooms.finish.PaintColor;
import io.dynrefer.research.scenes.rooms.finish.Pattern;
import io.dynrefer.research.scenes.rooms.finish.Substance;
import io.dynrefer.research.scenes.rooms.scene.Look;
import io.dynrefer.research.scenes.rooms.scene.Part;
import io.dynrefer.research.scenes.rooms.scene.RoomObject;
import io.dynrefer.research.scenes.rooms.scene.Size;
import io.dynrefer.research.scenes.rooms.scene.Trait;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What is true and what is known to be false of a thing, as attributes {@code type:word}.
 *
 * @param positive true ones
 * @param negative false ones; everything else is unknown
 */
public record Attributes(List<String> positive, List<String> negative) {
    public Attributes {
        positive = List.copyOf(positive);
        negative = List.copyOf(negative);
    }

    /** The attributes of {@code seen}. */
    static Attributes of(SeenObject seen) {
        List<String> positive = new ArrayList<>();
        List<String> negative = new ArrayList<>();
        seen.colors().forEach(color -> positive.add("color:" + color.word()));
        seen.absentColors().forEach(color -> negative.add("color:" + color.word()));
        material(seen.object().look(), positive, negative);
        pattern(seen.object().look(), positive, negative);
        part(seen.object().look(), positive, negative);
        state(seen.object(), positive, negative);
        size(seen.size(), positive, negative);
        return new Attributes(positive, negative);
    }

    private static void material(Look look, List<String> positive, List<String> negative) {
        Substance substance = look.substance();
        if (substance == null) {
            return;
        }
        positive.add("material:" + substance.noun());
        for (Substance other : Substance.values()) {
            if (other != substance && look.exchanged()) {
                negative.add("material:" + other.noun());
            }
        }
    }

    private static void pattern(Look look, List<String> positive, List<String> negative) {
        Pattern pattern = look.pattern();
        if (pattern != null) {
            positive.add("pattern:" + pattern.word());
        } else if (look.plain()) {
            positive.add("pattern:plain");
        } else {
            return;
        }
        for (String word : List.of("plain", "striped", "checked", "dotted")) {
            if (!positive.contains("pattern:" + word)) {
                negative.add("pattern:" + word);
            }
        }
    }

    private static void part(Look look, List<String> positive, List<String> negative) {
        Look.PartColor part = look.part();
        if (part == null) {
            return;
        }
        positive.add("part:" + part.words());
        for (PaintColor color : Look.PART_COLORS) {
            if (color != part.color()) {
                negative.add("part:" + color.word() + " " + part.part());
            }
        }
    }

    private static void state(RoomObject object, List<String> positive, List<String> negative) {
        if (object.category().traits().contains(Trait.LYING)) {
            positive.add(object.lying() ? "state:lying" : "state:upright");
            negative.add(object.lying() ? "state:upright" : "state:lying");
        }
    }

    private static void size(Size size, List<String> positive, List<String> negative) {
        if (size != Size.USUAL) {
            positive.add("size:" + size.word());
            negative.add("size:" + (size == Size.LARGE ? Size.SMALL : Size.LARGE).word());
        }
    }

    /** Every attribute there is, in a fixed order. */
    public static List<String> vocabulary() {
        List<String> words = new ArrayList<>();
        Arrays.stream(PaintColor.values()).forEach(color -> words.add("color:" + color.word()));
        Arrays.stream(Substance.values()).forEach(substance -> words.add("material:" + substance.noun()));
        List.of("plain", "striped", "checked", "dotted").forEach(word -> words.add("pattern:" + word));
        words.addAll(List.of("state:lying", "state:upright", "size:small", "size:large"));
        for (Part part : Part.values()) {
            Look.PART_COLORS.forEach(color -> words.add("part:" + color.word() + " " + part.word()));
        }
        return words;
    }
}
