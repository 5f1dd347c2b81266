package io.dynrefer.research.scenes.rooms.render;

/** A placement's vertices and normals in room coordinates. */
final class PlacedMesh {
    final MeshPlacement placement;
    /** (3 * vertices) in the room. */
    final float[] positions;
    /** (3 * normals) in the room, of any length. */
    final float[] normals;

    PlacedMesh(MeshPlacement placement) {
        this.placement = placement;
        Mesh mesh = placement.mesh();
        positions = new float[mesh.positions().length];
        for (int at = 0; at < positions.length; at += 3) {
            float[] from = mesh.positions();
            placement.pose().place(from[at], from[at + 1], from[at + 2], positions, at);
        }
        normals = new float[mesh.normals().length];
        for (int at = 0; at < normals.length; at += 3) {
            float[] from = mesh.normals();
            placement.pose().turn(from[at], from[at + 1], from[at + 2], normals, at);
        }
    }

    /** Opacity of a face under the placement's finish. */
    float opacity(int face) {
        Mesh mesh = placement.mesh();
        return placement.finish().opacity(mesh.materials().get(mesh.materialOf()[face]));
    }
}
