package io.dynrefer.research.scenes.composites;

import io.dynrefer.research.scenes.composites.SeenThing.Neighbour;
import io.dynrefer.research.scenes.composites.SeenThing.Place;
import io.dynrefer.research.scenes.composites.SeenThing.Side;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Captions of a thing: up to four that name its neighbour or the place it is in, which its own pixels do not show. At
 * most {@link #MAX_WORDS} words each.
 */
final class CaptionGrammar {
    private static final int CAPTIONS = 4;
    private static final int MAX_WORDS = 12;
    private static final List<String> COUNTS = List.of("no", "one", "two", "three", "four");

    private CaptionGrammar() {}

    static List<String> captions(SeenThing thing, Random random) {
        List<String> inContext = new ArrayList<>(inContext(thing, random));
        inContext.removeIf(caption -> caption.split(" ").length > MAX_WORDS);
        Collections.shuffle(inContext, random);
        return List.copyOf(inContext.subList(0, Math.min(CAPTIONS, inContext.size())));
    }

    /** Every way to name the thing with its surroundings, in a fixed order, each with words drawn afresh. */
    private static Set<String> inContext(SeenThing thing, Random random) {
        String noun = noun(thing);
        String name = thing.category().name();
        Set<String> captions = new LinkedHashSet<>();
        captions.add(article(noun) + " " + clause(thing, random));
        captions.add("the " + noun + " " + clause(thing, random));
        if (thing.facing() != Facing.UNKNOWN) {
            captions.add(article(name) + " " + facing(thing) + " " + clause(thing, random));
        }
        if (thing.place() != Place.BETWEEN) {
            captions.add(article(noun) + " " + place(thing.place()) + " " + clause(thing, random));
        }
        if (thing.alike() > 1) {
            captions.add("one of " + COUNTS.get(thing.alike()) + " "
                    + thing.category().plural() + " " + clause(thing, random));
        }
        if (thing.neighbour() != null) {
            addRelations(captions, thing, thing.neighbour(), random);
        }
        return captions;
    }

    private static void addRelations(Set<String> captions, SeenThing thing, Neighbour neighbour, Random random) {
        String noun = noun(thing);
        String plainOther = other(thing, neighbour, List.of());
        String other = other(thing, neighbour, neighbour.colors());
        captions.add(article(thing.category().name()) + " next to " + plainOther + " " + clause(thing, random));
        if (neighbour.side() == Side.NEITHER) {
            captions.add(article(noun) + " near " + other);
        } else {
            String side = neighbour.side() == Side.LEFT ? "left" : "right";
            String otherSide = neighbour.side() == Side.LEFT ? "right" : "left";
            captions.add(article(noun) + " to the " + side + " of " + other);
            captions.add("the " + noun + " " + side + " of " + plainOther);
            captions.add(article(noun) + " with " + other + " on its " + otherSide);
        }
    }

    private static String other(SeenThing thing, Neighbour neighbour, List<BasicColor> colors) {
        String noun = noun(neighbour.category().name(), colors);
        return neighbour.category().equals(thing.category()) ? "another " + noun : article(noun);
    }

    private static String clause(SeenThing thing, Random random) {
        List<String> clauses = thing.kind().clauses();
        return clauses.get(random.nextInt(clauses.size()));
    }

    /** The name with its colours, e.g. {@code black and white cow}. */
    static String noun(SeenThing thing) {
        return noun(thing.category().name(), thing.colors());
    }

    private static String noun(String name, List<BasicColor> colors) {
        String words =
                String.join(" and ", colors.stream().map(BasicColor::word).toList());
        return words.isEmpty() || words.equals(name) ? name : words + " " + name;
    }

    static String facing(SeenThing thing) {
        return thing.facing() == Facing.LEFT ? "facing left" : "facing right";
    }

    private static String place(Place place) {
        return place == Place.FOREGROUND ? "in the foreground" : "in the distance";
    }

    /** {@code apple} gives {@code an apple}; names that are always plural ({@code scissors}) take none. */
    static String article(String noun) {
        if (noun.endsWith("scissors") || noun.endsWith("pliers") || noun.endsWith("broccoli")) {
            return noun;
        }
        return ("aeiou".indexOf(noun.charAt(0)) < 0 ? "a " : "an ") + noun;
    }
}
