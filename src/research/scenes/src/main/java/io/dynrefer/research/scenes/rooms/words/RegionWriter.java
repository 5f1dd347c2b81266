package io.dynrefer.research.scenes.rooms.words;

import io.dynrefer.data.CaptionSlots;
import io.dynrefer.data.RegionLabels;
import io.dynrefer.research.scenes.rooms.finish.PaintColor;
import io.dynrefer.research.scenes.rooms.scene.Look;
import io.dynrefer.research.scenes.rooms.scene.RoomObject;
import io.dynrefer.research.scenes.rooms.scene.Size;
import io.dynrefer.research.scenes.rooms.scene.Stand;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Writes the labels of a thing: category, tags, attributes, phrases for the contrastive loss, caption slots. */
public final class RegionWriter {
    private final SeenRoom room;
    private final Neighbours neighbours;

    public RegionWriter(SeenRoom room) {
        this.room = room;
        this.neighbours = new Neighbours(room);
    }

    /** The labels of {@code thing}. */
    public RegionLabels labels(SeenObject thing) {
        Attributes attributes = Attributes.of(thing);
        return new RegionLabels(
                thing.word(),
                tags(thing),
                attributes.positive(),
                attributes.negative(),
                phrases(thing, attributes),
                new CaptionSlots(words(thing), thing.word(), context(thing)));
    }

    /** Words for its own properties. */
    private static List<String> words(SeenObject thing) {
        List<String> words = new ArrayList<>();
        thing.colors().stream().map(PaintColor::word).forEach(words::add);
        Look look = thing.object().look();
        if (look.substance() != null) {
            words.add(look.substance().word());
        }
        if (look.pattern() != null) {
            words.add(look.pattern().word());
        }
        if (look.part() != null) {
            words.add(look.part().color().word());
            words.add(look.part().part());
        }
        if (thing.object().lying()) {
            words.add("lying");
        }
        if (thing.size() != Size.USUAL) {
            words.add(thing.size().word());
        }
        return words;
    }

    /** Words for what is around it: its support or the floor, its neighbour, the place. */
    private List<String> context(SeenObject thing) {
        Set<String> context = new LinkedHashSet<>();
        RoomObject object = thing.object();
        switch (object.stand().kind()) {
            case ON, UNDER -> room.find(object.stand().supportId()).ifPresent(support -> context.add(support.word()));
            case FLOOR -> context.add("floor");
            case WALL -> context.add("wall");
        }
        neighbours
                .of(thing)
                .ifPresent(neighbour -> context.add(neighbour.object().word()));
        context.add(room.room().type().word());
        return List.copyOf(context);
    }

    /** Novel words are no tags: the tag vocabulary is training's. */
    private List<String> tags(SeenObject thing) {
        Set<String> tags = new LinkedHashSet<>();
        if (!thing.object().category().novel()) {
            tags.add(thing.word());
        }
        tags.addAll(thing.object().category().hypernyms());
        tags.addAll(words(thing));
        tags.addAll(context(thing));
        tags.removeIf(this::novel);
        return List.copyOf(tags);
    }

    private boolean novel(String word) {
        return room.objects().stream()
                .anyMatch(other ->
                        other.object().category().novel() && other.word().equals(word));
    }

    private static List<String> phrases(SeenObject thing, Attributes attributes) {
        Set<String> phrases = new LinkedHashSet<>();
        phrases.add("the " + thing.word());
        for (String attribute : attributes.positive()) {
            int colon = attribute.indexOf(':');
            phrases.add("the " + attribute.substring(colon + 1) + " " + attribute.substring(0, colon));
        }
        NounPhrase.of(thing).forEach(phrase -> phrases.add(NounPhrase.indefinite(phrase)));
        for (String adjective : NounPhrase.adjectives(thing)) {
            if (!adjective.isEmpty()) {
                phrases.add("the " + thing.word() + " is " + adjective);
            }
        }
        if (thing.object().stand().kind() == Stand.Kind.FLOOR) {
            phrases.add("the " + thing.word() + " on the floor");
        }
        return List.copyOf(phrases);
    }
}
