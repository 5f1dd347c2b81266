package io.dynrefer.research.scenes.rooms.scene;

import io.dynrefer.research.scenes.rooms.furniture.FurnitureModel;
import io.dynrefer.research.scenes.rooms.render.Mesh;
import io.dynrefer.research.scenes.rooms.render.MeshPlacement;
import io.dynrefer.research.scenes.rooms.render.Pose;

/**
 * A thing in a room.
 *
 * @param id its number in the room, from 1
 * @param category what it is
 * @param model which model
 * @param mesh the model's triangles
 * @param pose where it stands
 * @param footprint the ground it covers
 * @param height in centimetres, as it stands or lies
 * @param look its surface
 * @param stand what it stands on
 * @param size against others of its category
 * @param lying whether it lies on its back
 */
public record RoomObject(
        int id,
        Category category,
        FurnitureModel model,
        Mesh mesh,
        Pose pose,
        Footprint footprint,
        float height,
        Look look,
        Stand stand,
        Size size,
        boolean lying) {
    /** The same thing under another number. */
    RoomObject withId(int other) {
        return new RoomObject(other, category, model, mesh, pose, footprint, height, look, stand, size, lying);
    }

    /** For the renderer. */
    MeshPlacement placement() {
        return new MeshPlacement(id, mesh, pose, look.finish());
    }
}
