package io.dynrefer.research.scenes.rooms.words;

import io.dynrefer.research.scenes.rooms.render.Camera;
import io.dynrefer.research.scenes.rooms.render.Vector;
import io.dynrefer.research.scenes.rooms.scene.Footprint;
import io.dynrefer.research.scenes.rooms.scene.RoomObject;
import io.dynrefer.research.scenes.rooms.scene.Stand;
import java.util.Comparator;
import java.util.Optional;

/** Finds the nearest other thing and how a thing lies to it, from positions in the room. */
final class Neighbours {
    /** Nothing farther than this, between the outlines, is a neighbour; centimetres. */
    private static final float FARTHEST = 90;
    /** One direction counts when it is this much longer than the other. */
    private static final float CLEARLY = 1.5f;

    private final SeenRoom room;

    public Neighbours(SeenRoom room) {
        this.room = room;
    }

    /** The nearest thing of another category on the same level; else the nearest one on any. */
    public Optional<Neighbour> of(SeenObject thing) {
        return room.objects().stream()
                .filter(other -> !other.word().equals(thing.word()))
                .filter(other -> !carries(other, thing) && !carries(thing, other))
                .filter(other -> sameLevel(thing.object(), other.object()))
                .filter(other -> gap(thing, other) < FARTHEST)
                .min(Comparator.comparingDouble(other -> gap(thing, other)))
                .map(other -> new Neighbour(relation(thing, other), other));
    }

    private static boolean carries(SeenObject support, SeenObject thing) {
        return thing.object().stand().supportId() == support.object().id();
    }

    private static boolean sameLevel(RoomObject one, RoomObject other) {
        boolean oneOnSupport = one.stand().kind() == Stand.Kind.ON;
        boolean otherOnSupport = other.stand().kind() == Stand.Kind.ON;
        return oneOnSupport == otherOnSupport
                && (!oneOnSupport || one.stand().supportId() == other.stand().supportId());
    }

    private static double gap(SeenObject one, SeenObject other) {
        Footprint first = one.object().footprint();
        Footprint second = other.object().footprint();
        return first.distance(second) - first.radius() - second.radius();
    }

    private Relation relation(SeenObject thing, SeenObject other) {
        Camera camera = room.room().camera();
        Footprint from = other.object().footprint();
        Footprint to = thing.object().footprint();
        Vector way = new Vector(to.x() - from.x(), 0, to.z() - from.z());
        float right = way.dot(camera.right());
        float away = way.dot(camera.forward());
        if (Math.abs(right) > CLEARLY * Math.abs(away) && apart(thing, other)) {
            return right > 0 ? Relation.RIGHT_OF : Relation.LEFT_OF;
        }
        if (Math.abs(away) > CLEARLY * Math.abs(right)) {
            return away > 0 ? Relation.BEHIND : Relation.IN_FRONT_OF;
        }
        return Relation.NEXT_TO;
    }

    /** Whether the middles of the boxes lie apart by a third of the wider box. */
    private static boolean apart(SeenObject one, SeenObject other) {
        var first = one.visibility().box();
        var second = other.visibility().box();
        double distance = Math.abs(first.x1() + first.x2() - second.x1() - second.x2()) / 2;
        return distance > Math.max(first.width(), second.width()) / 3;
    }
}
