package io.dynrefer.research.scenes.rooms.finish;

import io.dynrefer.research.scenes.rooms.render.Finish;
import io.dynrefer.research.scenes.rooms.render.Surface;

/**
 * What covers a floor or a wall: boards, tiles, bricks, carpet, paint or striped paper, in a ground colour.
 *
 * @param kind the layout
 * @param ground the main colour
 * @param second joints, stripes, or the other tiles
 */
public record Covering(Kind kind, Rgb ground, Rgb second) implements Finish {
    /** The layouts; lengths in centimetres. */
    public enum Kind {
        PLAIN,
        BOARDS,
        TILES,
        CHECKED_TILES,
        BRICKS,
        CARPET,
        STRIPES
    }

    @Override
    public void apply(Surface surface) {
        FlatPoint point = FlatPoint.of(surface);
        Rgb color = switch (kind) {
            case PLAIN -> ground;
            case BOARDS -> boards(point);
            case TILES -> joint(point.across(), point.along(), 33, 33) ? second : shade(point, 33, 33, 0.12f);
            case CHECKED_TILES -> even(point.across(), point.along(), 40) ? ground : second;
            case BRICKS -> bricks(point);
            case CARPET -> ground.times(0.8f + 0.4f * Noise.rough(point.across(), point.along()));
            case STRIPES -> Math.floorMod((int) Math.floor(point.across() / 14), 2) == 0 ? ground : second;
        };
        surface.color(color.red(), color.green(), color.blue());
        surface.specular = 0;
    }

    private Rgb boards(FlatPoint point) {
        if (joint(point.along(), 1, 16, 1e9f)) {
            return ground.times(0.45f);
        }
        float grain = Noise.rough(0.03f * point.across(), 0.8f * point.along());
        return shade(point, 1e9f, 16, 0.25f).times(0.75f + 0.5f * grain);
    }

    private Rgb bricks(FlatPoint point) {
        float row = (float) Math.floor(point.along() / 11);
        float across = point.across() + 12 * Math.floorMod((int) row, 2);
        boolean joint = joint(across, point.along(), 24, 11);
        return joint ? second : shade(new FlatPoint(across, point.along()), 24, 11, 0.35f);
    }

    /** The ground colour, a little different from piece to piece. */
    private Rgb shade(FlatPoint point, float width, float height, float change) {
        float piece = Noise.at(
                (float) Math.floor(point.across() / width) * 3, (float) Math.floor(point.along() / height) * 5);
        return ground.times(1 - change / 2 + change * piece);
    }

    private static boolean joint(float across, float along, float width, float height) {
        float x = across - (float) Math.floor(across / width) * width;
        float y = along - (float) Math.floor(along / height) * height;
        return x < 1.2f || y < 1.2f && height < 1e8f;
    }

    private static boolean even(float across, float along, float side) {
        return Math.floorMod((int) (Math.floor(across / side) + Math.floor(along / side)), 2) == 0;
    }
}
