package io.dynrefer.research.scenes.rooms.finish;

/** Smooth random values over the plane (value noise), the same for the same point. */
final class Noise {
    private Noise() {}

    /** A value 0 to 1 that changes over a distance of about one. */
    static float at(float x, float y) {
        int column = (int) Math.floor(x);
        int row = (int) Math.floor(y);
        float right = smooth(x - column);
        float down = smooth(y - row);
        float top = value(column, row) + right * (value(column + 1, row) - value(column, row));
        float bottom = value(column, row + 1) + right * (value(column + 1, row + 1) - value(column, row + 1));
        return top + down * (bottom - top);
    }

    /** Three octaves of {@link #at}, 0 to 1. */
    static float rough(float x, float y) {
        return (4 * at(x, y) + 2 * at(2 * x + 17, 2 * y) + at(4 * x, 4 * y + 31)) / 7;
    }

    private static float smooth(float share) {
        return share * share * (3 - 2 * share);
    }

    private static float value(int column, int row) {
        int hash = column * 0x27d4eb2d ^ row * 0x165667b1;
        hash = (hash ^ hash >>> 15) * 0x2c1b3c6d;
        hash = (hash ^ hash >>> 12) * 0x297a2d39;
        return ((hash ^ hash >>> 15) & 0xffff) / 65535f;
    }
}
