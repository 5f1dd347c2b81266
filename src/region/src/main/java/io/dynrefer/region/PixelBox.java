package io.dynrefer.region;

/** A rectangle of whole pixels: columns {@code x1 .. x2-1}, rows {@code y1 .. y2-1}; at least one pixel. */
public record PixelBox(int x1, int y1, int x2, int y2) {
    public PixelBox {
        if (x2 <= x1 || y2 <= y1 || x1 < 0 || y1 < 0) {
            throw new DynReferException(
                    ErrorCode.EMPTY_REGION,
                    "bbox",
                    "A crop needs at least one pixel inside the image; got x1=" + x1 + " y1=" + y1 + " x2=" + x2
                            + " y2=" + y2 + ".");
        }
    }

    public int width() {
        return x2 - x1;
    }

    public int height() {
        return y2 - y1;
    }
}
