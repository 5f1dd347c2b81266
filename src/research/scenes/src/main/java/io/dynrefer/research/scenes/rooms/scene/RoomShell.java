package io.dynrefer.research.scenes.rooms.scene;

import io.dynrefer.research.scenes.rooms.finish.Covering;
import io.dynrefer.research.scenes.rooms.finish.Rgb;
import io.dynrefer.research.scenes.rooms.render.Material;
import io.dynrefer.research.scenes.rooms.render.Mesh;
import io.dynrefer.research.scenes.rooms.render.MeshPlacement;
import io.dynrefer.research.scenes.rooms.render.Pose;
import io.dynrefer.research.scenes.rooms.render.Vector;
import java.util.Arrays;
import java.util.List;

/** Floor and walls: kinds and colours are drawn without regard to the scene type. */
final class RoomShell {
    private static final float HALF_WIDTH = 420;
    private static final float FRONT = 420;
    private static final float HEIGHT = 420;
    private static final int PIECES = 12;

    private static final List<Rgb> FLOORS = List.of(
            new Rgb(0.42f, 0.25f, 0.12f),
            new Rgb(0.22f, 0.11f, 0.05f),
            new Rgb(0.55f, 0.40f, 0.24f),
            new Rgb(0.35f, 0.35f, 0.34f),
            new Rgb(0.62f, 0.60f, 0.55f),
            new Rgb(0.16f, 0.20f, 0.24f),
            new Rgb(0.28f, 0.33f, 0.22f),
            new Rgb(0.38f, 0.16f, 0.12f));
    private static final List<Rgb> WALLS = List.of(
            new Rgb(0.80f, 0.78f, 0.72f),
            new Rgb(0.62f, 0.74f, 0.82f),
            new Rgb(0.76f, 0.68f, 0.50f),
            new Rgb(0.62f, 0.76f, 0.62f),
            new Rgb(0.78f, 0.62f, 0.60f),
            new Rgb(0.45f, 0.47f, 0.50f),
            new Rgb(0.42f, 0.20f, 0.14f),
            new Rgb(0.85f, 0.85f, 0.85f));
    private static final List<Covering.Kind> FLOOR_KINDS = List.of(
            Covering.Kind.PLAIN,
            Covering.Kind.BOARDS,
            Covering.Kind.BOARDS,
            Covering.Kind.TILES,
            Covering.Kind.CHECKED_TILES,
            Covering.Kind.CARPET);
    private static final List<Covering.Kind> WALL_KINDS = List.of(
            Covering.Kind.PLAIN, Covering.Kind.PLAIN, Covering.Kind.TILES, Covering.Kind.STRIPES, Covering.Kind.BRICKS);

    private RoomShell() {}

    /** The floor, the back wall and sometimes a side wall. */
    static List<MeshPlacement> draw(Dice dice) {
        Covering floor = covering(dice, FLOOR_KINDS, FLOORS);
        Covering wall = covering(dice, WALL_KINDS, WALLS);
        float back = AnchorRow.WALL_Z;
        Vector left = new Vector(-HALF_WIDTH, 0, back);
        Vector right = new Vector(HALF_WIDTH, 0, back);
        Vector up = new Vector(0, HEIGHT, 0);
        Vector front = new Vector(0, 0, FRONT - back);
        return List.of(grid(left, right.minus(left), front, floor), grid(left, right.minus(left), up, wall));
    }

    private static Covering covering(Dice dice, List<Covering.Kind> kinds, List<Rgb> colors) {
        Rgb ground = dice.pick(colors).times(dice.between(0.85, 1.1));
        Covering.Kind kind = dice.pick(kinds);
        Rgb second = switch (kind) {
            case TILES, BRICKS -> ground.mix(new Rgb(0.7f, 0.7f, 0.68f), 0.5f);
            case CHECKED_TILES -> ground.times(0.4f);
            default -> ground.times(0.8f);
        };
        return new Covering(kind, ground, second);
    }

    /** A rectangle in pieces: a piece partly behind the camera is not drawn, so no piece may be large. */
    private static MeshPlacement grid(Vector corner, Vector across, Vector along, Covering covering) {
        int count = PIECES;
        float[] positions = new float[3 * (count + 1) * (count + 1)];
        for (int row = 0; row <= count; row++) {
            for (int column = 0; column <= count; column++) {
                int at = 3 * (row * (count + 1) + column);
                float right = column / (float) count;
                float far = row / (float) count;
                positions[at] = corner.x() + right * across.x() + far * along.x();
                positions[at + 1] = corner.y() + right * across.y() + far * along.y();
                positions[at + 2] = corner.z() + right * across.z() + far * along.z();
            }
        }
        int[] corners = new int[6 * count * count];
        for (int cell = 0; cell < count * count; cell++) {
            int a = cell / count * (count + 1) + cell % count;
            int[] quad = {a, a + 1, a + count + 2, a, a + count + 2, a + count + 1};
            System.arraycopy(quad, 0, corners, 6 * cell, 6);
        }
        int[] none = new int[corners.length];
        Arrays.fill(none, -1);
        Mesh mesh = new Mesh(
                positions,
                new float[0],
                new float[0],
                corners,
                none,
                none,
                new int[2 * count * count],
                List.of(Material.matt("shell", 0.5f, 0.5f, 0.5f)));
        return new MeshPlacement(0, mesh, Pose.standing(new Vector(0, 0, 0), 0, 1), covering);
    }
}
