package io.dynrefer.research.scenes.composites;

import io.dynrefer.region.Box;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What can be said of one thing in a scene.
 *
 * @param category what it is
 * @param box around it
 * @param colors its main colours, none to two, the largest first
 * @param facing where it looks
 * @param place whether it is clearly near or far
 * @param kind the kind of place it is in
 * @param alike how many things of its category the scene has, itself included
 * @param neighbour the thing nearest to it; null in a scene of one thing
 */
record SeenThing(
        CompositeSources.StampCategory category,
        Box box,
        List<BasicColor> colors,
        Facing facing,
        Place place,
        CompositeSources.SceneKind kind,
        int alike,
        @Nullable Neighbour neighbour) {
    SeenThing {
        colors = List.copyOf(colors);
    }

    /** Where a thing is in the depth of the scene. */
    enum Place {
        FOREGROUND,
        BETWEEN,
        BACKGROUND
    }

    /** On which side of its neighbour a thing is. */
    enum Side {
        LEFT,
        RIGHT,
        NEITHER
    }

    /**
     * The nearest other thing.
     *
     * @param category what it is
     * @param colors its main colours
     * @param side on which side of it the thing is
     */
    record Neighbour(CompositeSources.StampCategory category, List<BasicColor> colors, Side side) {
        Neighbour {
            colors = List.copyOf(colors);
        }
    }
}
