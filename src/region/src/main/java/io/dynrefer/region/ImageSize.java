package io.dynrefer.region;

/** Width and height of an image in pixels, after EXIF orientation; both at least 1. */
public record ImageSize(int width, int height) {
    public ImageSize {
        if (width < 1 || height < 1) {
            throw new DynReferException(
                    ErrorCode.UNREADABLE_IMAGE,
                    "image",
                    "An image is at least 1x1 pixels, not " + width + "x" + height + ".");
        }
    }

    /** The image box I = (0, 0, W, H). */
    public Box box() {
        return new Box(0, 0, width, height);
    }
}
