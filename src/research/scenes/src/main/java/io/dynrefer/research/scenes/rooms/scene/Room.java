package io.dynrefer.research.scenes.rooms.scene;

import io.dynrefer.research.scenes.rooms.render.Camera;
import io.dynrefer.research.scenes.rooms.render.Light;
import io.dynrefer.research.scenes.rooms.render.MeshPlacement;
import io.dynrefer.research.scenes.rooms.render.RenderedScene;
import io.dynrefer.research.scenes.rooms.render.Renderer;
import io.dynrefer.research.scenes.rooms.render.Vector;
import java.util.ArrayList;
import java.util.List;

/**
 * A composed room, ready to be drawn.
 *
 * @param type the scene type
 * @param shell floor and walls
 * @param objects all things, with different numbers
 * @param camera who looks
 * @param light the light
 */
public record Room(SceneType type, List<MeshPlacement> shell, List<RoomObject> objects, Camera camera, Light light) {
    private static final Vector CENTER = new Vector(0, 50, -30);

    public Room {
        shell = List.copyOf(shell);
        objects = List.copyOf(objects);
    }

    /** Draws the room. */
    public RenderedScene render(Renderer renderer) {
        List<MeshPlacement> placements = new ArrayList<>(shell);
        objects.forEach(object -> placements.add(object.placement()));
        return renderer.render(placements, camera, light, CENTER);
    }

    /** The same room with the large things of another: their place, its targets and its shell stay. */
    public Room withAnchorsOf(Room other) {
        List<RoomObject> exchanged = new ArrayList<>(objects.stream()
                .filter(object -> object.stand().kind() != Stand.Kind.WALL)
                .toList());
        other.objects.stream()
                .filter(object -> object.stand().kind() == Stand.Kind.WALL)
                .map(object -> object.withId(object.id() + ID_STEP))
                .forEach(exchanged::add);
        return new Room(type, shell, exchanged, camera, light);
    }

    /** More than any room has things. */
    private static final int ID_STEP = 100;
}
