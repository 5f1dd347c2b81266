package io.dynrefer.research.scenes.rooms.finish;

import io.dynrefer.research.scenes.rooms.render.Surface;

/** A point of a surface laid flat: the two of its coordinates that its face runs along, in centimetres. */
record FlatPoint(float across, float along) {
    static FlatPoint of(Surface surface) {
        float x = Math.abs(surface.normalX);
        float y = Math.abs(surface.normalY);
        float z = Math.abs(surface.normalZ);
        if (y >= x && y >= z) {
            return new FlatPoint(surface.x, surface.z);
        }
        return x >= z ? new FlatPoint(surface.z, surface.y) : new FlatPoint(surface.x, surface.y);
    }
}
