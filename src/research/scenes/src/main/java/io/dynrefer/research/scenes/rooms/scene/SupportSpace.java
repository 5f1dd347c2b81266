package io.dynrefer.research.scenes.rooms.scene;

import java.util.Set;

/** Where there is room below and beside a support. */
final class SupportSpace {
    private static final Set<String> OPEN_SUPPORTS = Set.of("table", "desk");

    private SupportSpace() {}

    /** Whether a thing may stand under a support. */
    static boolean fitsUnder(RoomObject support, ObjectMaker.Draft draft) {
        return OPEN_SUPPORTS.contains(support.category().word())
                && draft.height() < 0.75f * support.model().surfaceHeight()
                && draft.radius() < 0.4f * support.model().width();
    }

    /** Whether a place on the floor is taken by a support. */
    static boolean isTaken(RoomObject support, Footprint place) {
        float width = support.model().width() / 2 + place.radius() + 3;
        float depth = support.model().depth() / 2 + place.radius() + 3;
        return Math.abs(place.x() - support.footprint().x()) < width
                && Math.abs(place.z() - support.footprint().z()) < depth;
    }
}
