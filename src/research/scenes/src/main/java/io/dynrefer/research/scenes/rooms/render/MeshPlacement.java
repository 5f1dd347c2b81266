package io.dynrefer.research.scenes.rooms.render;

/**
 * A model placed in the room.
 *
 * @param id its number in the picture of objects, at least 1; 0 for what is no object (floor, walls)
 * @param mesh its triangles
 * @param pose where it stands
 * @param finish what was done to its surface
 */
public record MeshPlacement(int id, Mesh mesh, Pose pose, Finish finish) {}
