package io.dynrefer.research.scenes.composites;

import io.dynrefer.region.ImageSize;
import io.dynrefer.region.RgbImage;
import java.awt.image.BufferedImage;

/** Sources' pixels without packages: an ellipse of one colour for each cut-out, a gradient for each background. */
final class DrawnImages implements CompositeImages {
    private static final int SIDE = 100;
    private static final int BACKGROUND_SIDE = 500;

    @Override
    public AlphaImage stamp(CompositeSources.Stamp stamp) {
        return AlphaImage.of(ellipse(SIDE, SIDE / 2, stamp.path().hashCode() & 0xFFFFFF));
    }

    @Override
    public RgbImage background(CompositeSources.Background background) {
        byte[] pixels = new byte[BACKGROUND_SIDE * BACKGROUND_SIDE * 3];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i / 3 % BACKGROUND_SIDE / 2);
        }
        return new RgbImage(new ImageSize(BACKGROUND_SIDE, BACKGROUND_SIDE), pixels);
    }

    /** An ellipse that fills its frame but for a transparent margin of two pixels. */
    static BufferedImage ellipse(int width, int height, int rgb) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double right = (x + 0.5 - width / 2.0) / (width / 2.0 - 2);
                double down = (y + 0.5 - height / 2.0) / (height / 2.0 - 2);
                if (right * right + down * down <= 1) {
                    image.setRGB(x, y, 0xFF000000 | rgb);
                }
            }
        }
        return image;
    }
}
