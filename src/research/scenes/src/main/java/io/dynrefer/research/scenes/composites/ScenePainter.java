package io.dynrefer.research.scenes.composites;

import io.dynrefer.region.RgbImage;
import io.dynrefer.views.BicubicResize;
import java.nio.ByteBuffer;

/** Draws a scene: the background, then from far to near each thing on its soft contact shadow. */
final class ScenePainter {
    private static final int SIZE = CompositesGenerator.SIZE;
    private static final float SHADOW = 0.45f;

    /** The shadow's half axes in widths of the thing. */
    private static final double SHADOW_WIDTH = 0.52;

    private static final double SHADOW_HEIGHT = 0.09;

    private final CompositeImages images;

    ScenePainter(CompositeImages images) {
        this.images = images;
    }

    RgbImage paint(ComposedScene scene) {
        RgbImage background = BicubicResize.resize(images.background(scene.background()), scene.crop(), SIZE);
        float[] canvas = new float[SIZE * SIZE * 3]; // (SIZE, SIZE, 3), 0 to 1
        ByteBuffer samples = background.pixels();
        for (int i = 0; i < canvas.length; i++) {
            canvas[i] = (samples.get(i) & 0xFF) / 255f;
        }
        for (PlacedCutout cutout : scene.cutouts()) {
            castShadow(canvas, cutout);
            lay(canvas, cutout);
        }
        return image(background, canvas);
    }

    private static RgbImage image(RgbImage sameSize, float[] canvas) {
        byte[] pixels = new byte[canvas.length];
        for (int i = 0; i < canvas.length; i++) {
            pixels[i] = (byte) Math.round(Math.max(0, Math.min(1, canvas[i])) * 255);
        }
        return new RgbImage(sameSize.size(), pixels);
    }

    /** An ellipse under the thing's feet, dark in the middle and fading to its edge. */
    private static void castShadow(float[] canvas, PlacedCutout cutout) {
        int width = cutout.picture().width();
        double centreX = cutout.left() + width / 2.0;
        double centreY = cutout.top() + cutout.picture().height() - width * SHADOW_HEIGHT / 3;
        double halfWidth = Math.max(1, width * SHADOW_WIDTH);
        double halfHeight = Math.max(1, width * SHADOW_HEIGHT);
        int top = Math.max(0, (int) (centreY - halfHeight));
        int bottom = Math.min(SIZE, (int) (centreY + halfHeight) + 1);
        for (int y = top; y < bottom; y++) {
            for (int x = Math.max(0, (int) (centreX - halfWidth)); x < Math.min(SIZE, centreX + halfWidth); x++) {
                double right = (x + 0.5 - centreX) / halfWidth;
                double down = (y + 0.5 - centreY) / halfHeight;
                double distance = Math.sqrt(right * right + down * down);
                if (distance < 1) {
                    darken(canvas, (y * SIZE + x) * 3, (float) (SHADOW * (1 - distance)));
                }
            }
        }
    }

    private static void darken(float[] canvas, int at, float strength) {
        for (int channel = 0; channel < 3; channel++) {
            canvas[at + channel] *= 1 - strength;
        }
    }

    private static void lay(float[] canvas, PlacedCutout cutout) {
        AlphaImage picture = cutout.picture();
        int bottom = Math.min(SIZE - cutout.top(), picture.height());
        int right = Math.min(SIZE - cutout.left(), picture.width());
        for (int y = 0; y < bottom; y++) {
            for (int x = 0; x < right; x++) {
                int at = ((cutout.top() + y) * SIZE + cutout.left() + x) * 3;
                float behind = 1 - picture.alpha(x, y);
                for (int channel = 0; channel < 3; channel++) {
                    canvas[at + channel] = picture.sample(x, y, channel) + behind * canvas[at + channel];
                }
            }
        }
    }
}
