package io.dynrefer.research.scenes.rooms.words;

import io.dynrefer.research.scenes.rooms.scene.Dice;
import io.dynrefer.research.scenes.rooms.scene.Size;
import io.dynrefer.research.scenes.rooms.scene.Stand;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Writes captions of a thing, each with a context clause (what it stands on, what is near it, what kind of place this
 * is), so that no caption can be completed from the thing alone. Where one of them is the thing alone ("a red cup"), a
 * model learns to say just that, since it is the likeliest single caption; such words are among the phrases.
 */
public final class Captioner {
    private static final int CAPTIONS = 4;
    private static final int MOST_WORDS = 12;
    private static final List<String> NUMBERS = List.of("zero", "one", "two", "three", "four", "five", "six");

    private final SeenRoom room;
    private final Neighbours neighbours;
    private final Dice dice;

    public Captioner(SeenRoom room, Dice dice) {
        this.room = room;
        this.neighbours = new Neighbours(room);
        this.dice = dice;
    }

    /** The captions of {@code thing}, all different. */
    public List<String> captions(SeenObject thing) {
        Set<String> captions = new LinkedHashSet<>();
        captions.add(named(thing) + " " + place(thing));
        neighbours.of(thing).ifPresent(neighbour -> captions.add(subject(thing) + " " + relation(neighbour)));
        captions.add(named(thing) + " " + scene());
        captions.add(rich(thing));
        captions.removeIf(Captioner::tooLong);
        for (int attempt = 0; captions.size() < CAPTIONS && attempt < 4 * CAPTIONS; attempt++) {
            String caption = attempt % 2 == 0 ? rich(thing) : subject(thing) + " " + place(thing);
            if (!tooLong(caption)) {
                captions.add(caption);
            }
        }
        return List.copyOf(captions);
    }

    private static boolean tooLong(String caption) {
        return caption.split(" ").length > MOST_WORDS;
    }

    private String named(SeenObject thing) {
        return NounPhrase.indefinite(dice.pick(NounPhrase.of(thing)));
    }

    /** "the red cup", "a cup". */
    private String subject(SeenObject thing) {
        String phrase = dice.pick(NounPhrase.of(thing));
        return dice.chance(0.5) ? "the " + phrase : NounPhrase.indefinite(phrase);
    }

    private String other(SeenObject thing) {
        String phrase = dice.chance(0.4) ? dice.pick(NounPhrase.of(thing)) : thing.word();
        return dice.chance(0.5) ? "the " + phrase : NounPhrase.indefinite(phrase);
    }

    private String relation(Neighbour neighbour) {
        return dice.pick(neighbour.relation().words()) + " " + other(neighbour.object());
    }

    private String scene() {
        String word = room.room().type().word();
        return "in " + (dice.chance(0.7) ? NounPhrase.indefinite(word) : "the " + word);
    }

    /** "standing on a wooden table", "on the floor". */
    private String place(SeenObject thing) {
        Stand stand = thing.object().stand();
        String lying = thing.object().lying() ? "lying " : dice.chance(0.25) ? posture(thing) : "";
        return switch (stand.kind()) {
            case ON -> lying + "on " + support(stand);
            case UNDER -> lying + "under " + support(stand);
            case FLOOR -> carried(thing).orElse(lying + "on the floor");
            case WALL -> dice.pick(List.of("against the wall", "by the wall", "standing against the wall"));
        };
    }

    private String support(Stand stand) {
        return room.find(stand.supportId()).map(this::other).orElseGet(() -> hidden(stand));
    }

    /** A support that is itself too hidden to be described. */
    private String hidden(Stand stand) {
        return room.room().objects().stream()
                .filter(object -> object.id() == stand.supportId())
                .map(object -> NounPhrase.indefinite(object.category().word()))
                .findFirst()
                .orElseThrow();
    }

    /** Only what is taller than wide can be said to stand. */
    private String posture(SeenObject thing) {
        if (thing.object().model().name().startsWith("Sitting")) {
            return "sitting ";
        }
        boolean tall =
                thing.object().height() > 1.5f * thing.object().footprint().radius();
        boolean onFloor = thing.object().stand().kind() == Stand.Kind.FLOOR;
        return tall ? "standing " : onFloor ? "" : "sitting ";
    }

    /** "with a cup on it", for a support. */
    private Optional<String> carried(SeenObject support) {
        List<SeenObject> carried = room.objects().stream()
                .filter(other -> other.object().stand().kind() == Stand.Kind.ON)
                .filter(other ->
                        other.object().stand().supportId() == support.object().id())
                .toList();
        if (carried.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of("with " + NounPhrase.indefinite(dice.pick(carried).word()) + " on it");
    }

    /** Two context clauses, or a count, or a comparison. */
    private String rich(SeenObject thing) {
        List<String> options = new ArrayList<>();
        int count = room.count(thing);
        String plural = thing.object().category().plural();
        if (count >= 2 && count < NUMBERS.size()) {
            options.add("one of " + NUMBERS.get(count) + " " + plural + " " + scene());
            if (!thing.size().word().isEmpty() && count == 2) {
                String larger = thing.size() == Size.LARGE ? "larger" : "smaller";
                return "the " + larger + " of the two " + plural + " " + scene();
            }
        }
        options.add(named(thing) + " " + place(thing) + " " + scene());
        neighbours
                .of(thing)
                .ifPresent(neighbour -> options.add(named(thing) + " " + relation(neighbour) + " " + scene()));
        return dice.pick(options);
    }
}
