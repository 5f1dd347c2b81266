package io.dynrefer.research.scenes.composites;

import io.dynrefer.data.CaptionSlots;
import io.dynrefer.data.RegionLabels;
import io.dynrefer.research.scenes.composites.SeenThing.Neighbour;
import io.dynrefer.research.scenes.composites.SeenThing.Place;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** The labels of a thing: category, tags, attributes known to be true or false, phrases, words of a right caption. */
final class SceneLabels {
    private static final String COLOR = "color:";
    private static final String FOREGROUND = "position:foreground";
    private static final String BACKGROUND = "position:background";

    private SceneLabels() {}

    /** Every attribute that a label may have, in a fixed order. */
    static List<String> vocabulary() {
        List<String> attributes = new ArrayList<>();
        for (BasicColor color : BasicColor.values()) {
            attributes.add(COLOR + color.word());
        }
        attributes.addAll(List.of("facing left", "facing right", FOREGROUND, BACKGROUND));
        return attributes;
    }

    static RegionLabels of(SeenThing thing, ColorShares shares, Random random) {
        List<String> negative = new ArrayList<>();
        shares.absent().forEach(color -> negative.add(COLOR + color.word()));
        addOpposites(thing, negative);
        return new RegionLabels(
                thing.category().name(),
                List.copyOf(tags(thing)),
                attributes(thing),
                negative,
                List.copyOf(phrases(thing, random)),
                slots(thing));
    }

    private static List<String> attributes(SeenThing thing) {
        List<String> attributes = new ArrayList<>();
        thing.colors().forEach(color -> attributes.add(COLOR + color.word()));
        if (thing.facing() != Facing.UNKNOWN) {
            attributes.add(CaptionGrammar.facing(thing));
        }
        if (thing.place() != Place.BETWEEN) {
            attributes.add(thing.place() == Place.FOREGROUND ? FOREGROUND : BACKGROUND);
        }
        return attributes;
    }

    private static void addOpposites(SeenThing thing, List<String> negative) {
        if (thing.facing() != Facing.UNKNOWN) {
            negative.add(thing.facing() == Facing.LEFT ? "facing right" : "facing left");
        }
        if (thing.place() != Place.BETWEEN) {
            negative.add(thing.place() == Place.FOREGROUND ? BACKGROUND : FOREGROUND);
        }
    }

    private static Set<String> tags(SeenThing thing) {
        Set<String> tags = new LinkedHashSet<>();
        tags.add(thing.category().name());
        tags.addAll(thing.category().tags());
        thing.colors().forEach(color -> tags.add(color.word()));
        tags.add(thing.kind().name());
        Neighbour neighbour = thing.neighbour();
        if (neighbour != null) {
            tags.add(neighbour.category().name());
        }
        return tags;
    }

    private static Set<String> phrases(SeenThing thing, Random random) {
        Set<String> phrases = new LinkedHashSet<>();
        String name = thing.category().name();
        phrases.add("the " + name);
        thing.colors().forEach(color -> phrases.add("the " + color.word() + " color"));
        phrases.add(CaptionGrammar.article(CaptionGrammar.noun(thing)));
        if (thing.facing() != Facing.UNKNOWN) {
            phrases.add("the " + name + " is " + CaptionGrammar.facing(thing));
        }
        List<String> clauses = thing.kind().clauses();
        phrases.add(CaptionGrammar.article(name) + " " + clauses.get(random.nextInt(clauses.size())));
        return phrases;
    }

    private static CaptionSlots slots(SeenThing thing) {
        List<String> context = new ArrayList<>(List.of(thing.kind().name()));
        Neighbour neighbour = thing.neighbour();
        if (neighbour != null) {
            context.add(neighbour.category().name());
        }
        return new CaptionSlots(
                thing.colors().stream().map(BasicColor::word).toList(),
                thing.category().name(),
                context);
    }
}
