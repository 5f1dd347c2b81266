package io.dynrefer.research.scenes.composites;

import io.dynrefer.region.Box;
import io.dynrefer.research.scenes.composites.SeenThing.Neighbour;
import io.dynrefer.research.scenes.composites.SeenThing.Place;
import io.dynrefer.research.scenes.composites.SeenThing.Side;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reads off a composed scene what is true of each thing in it. */
final class SceneReading {
    private static final double NEAR = 0.72;
    private static final double FAR = 0.2;

    /** A thing is left of another if their centres are apart by this part of their mean width. */
    private static final double SIDEWAYS = 0.6;

    private SceneReading() {}

    /** In the order of the scene's cut-outs. */
    static List<SeenThing> read(ComposedScene scene) {
        return scene.cutouts().stream().map(cutout -> read(cutout, scene)).toList();
    }

    private static SeenThing read(PlacedCutout cutout, ComposedScene scene) {
        long alike = scene.cutouts().stream()
                .filter(other -> other.category().equals(cutout.category()))
                .count();
        return new SeenThing(
                cutout.category(),
                cutout.box(),
                cutout.colors().main(),
                cutout.facing(),
                place(cutout.depth()),
                scene.kind(),
                (int) alike,
                nearest(cutout, scene).map(other -> neighbour(cutout, other)).orElse(null));
    }

    private static Place place(double depth) {
        if (depth > NEAR) {
            return Place.FOREGROUND;
        }
        return depth < FAR ? Place.BACKGROUND : Place.BETWEEN;
    }

    private static Optional<PlacedCutout> nearest(PlacedCutout cutout, ComposedScene scene) {
        return scene.cutouts().stream()
                .filter(other -> other != cutout)
                .min(Comparator.comparingDouble(other -> distance(cutout.frame(), other.frame())));
    }

    private static Neighbour neighbour(PlacedCutout cutout, PlacedCutout other) {
        double apart = centreX(cutout.frame()) - centreX(other.frame());
        double enough = SIDEWAYS * (cutout.frame().width() + other.frame().width()) / 2;
        Side side = Math.abs(apart) < enough ? Side.NEITHER : apart < 0 ? Side.LEFT : Side.RIGHT;
        return new Neighbour(other.category(), other.colors().main(), side);
    }

    private static double distance(Box one, Box other) {
        return Math.hypot(centreX(one) - centreX(other), centreY(one) - centreY(other));
    }

    private static double centreX(Box box) {
        return (box.x1() + box.x2()) / 2;
    }

    private static double centreY(Box box) {
        return (box.y1() + box.y2()) / 2;
    }
}
