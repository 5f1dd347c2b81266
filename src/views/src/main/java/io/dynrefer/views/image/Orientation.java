package io.dynrefer.views.image;

import io.dynrefer.region.ImageSize;
import java.util.Locale;

/** EXIF orientation: how stored pixels have to be turned to stand upright. In the order of EXIF's values 1 to 8. */
public enum Orientation {
    UPRIGHT,
    MIRRORED,
    ROTATED_180,
    FLIPPED,
    TRANSPOSED,
    ROTATED_90_CLOCKWISE,
    TRANSVERSED,
    ROTATED_90_COUNTERCLOCKWISE;

    /** The orientation with this EXIF value; as other readers do, a value outside 1..8 counts as 1, upright. */
    public static Orientation fromExif(int value) {
        return value >= 1 && value <= values().length ? values()[value - 1] : UPRIGHT;
    }

    /** As answers name it, e.g. {@code rotated_90_clockwise}: what was done to the stored pixels. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** EXIF's number, 1 to 8. */
    public int exifValue() {
        return ordinal() + 1;
    }

    /** The size of the upright image. */
    public ImageSize upright(ImageSize stored) {
        return swapsSides() ? new ImageSize(stored.height(), stored.width()) : stored;
    }

    /** Where the point (x, y) of the stored picture lies in the upright one: x, y. */
    public double[] upright(double x, double y, ImageSize stored) {
        double right = stored.width() - x;
        double bottom = stored.height() - y;
        return switch (this) {
            case UPRIGHT -> new double[] {x, y};
            case MIRRORED -> new double[] {right, y};
            case ROTATED_180 -> new double[] {right, bottom};
            case FLIPPED -> new double[] {x, bottom};
            case TRANSPOSED -> new double[] {y, x};
            case ROTATED_90_CLOCKWISE -> new double[] {bottom, x};
            case TRANSVERSED -> new double[] {bottom, right};
            case ROTATED_90_COUNTERCLOCKWISE -> new double[] {y, right};
        };
    }

    /** Where the stored pixel (x, y) belongs in the upright image: {@code row * width + column}. */
    public int uprightIndex(int x, int y, ImageSize stored) {
        int right = stored.width() - 1 - x;
        int bottom = stored.height() - 1 - y;
        return switch (this) {
            case UPRIGHT -> y * stored.width() + x;
            case MIRRORED -> y * stored.width() + right;
            case ROTATED_180 -> bottom * stored.width() + right;
            case FLIPPED -> bottom * stored.width() + x;
            case TRANSPOSED -> x * stored.height() + y;
            case ROTATED_90_CLOCKWISE -> x * stored.height() + bottom;
            case TRANSVERSED -> right * stored.height() + bottom;
            case ROTATED_90_COUNTERCLOCKWISE -> right * stored.height() + y;
        };
    }

    private boolean swapsSides() {
        return ordinal() >= TRANSPOSED.ordinal();
    }
}
