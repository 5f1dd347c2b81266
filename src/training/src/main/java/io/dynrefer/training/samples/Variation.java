package io.dynrefer.training.samples;

import io.dynrefer.data.AnnotatedImage;
import io.dynrefer.data.AnnotatedRegion;
import io.dynrefer.region.Box;
import io.dynrefer.region.ImageSize;
import io.dynrefer.region.RgbImage;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.regex.Pattern;

/**
 * The changed copy of a photo and its regions, from which a training learns beside the photo itself: mirrored, a little
 * lighter or darker and of another tint, the boxes' edges moved. A photo always becomes the same copy.
 */
final class Variation {
    /** Whatever a change of this class changes needs another number here: caches depend on it. */
    static final String VERSION = "changed1";

    private static final Pattern SIDES = Pattern.compile("\\b(?:left|right)\\b");
    private static final double EDGE = 0.08; // of a side, how far an edge moves at most
    private static final double GAIN = 0.15;
    private static final double TINT = 0.04;
    private static final int CHANNELS = 3;
    private static final int MOST = 255;

    private Variation() {}

    /** Whether all that is said of a region is true of its mirror image too. */
    static boolean suits(AnnotatedRegion region) {
        return region.captions().stream()
                .noneMatch(caption -> SIDES.matcher(caption).find());
    }

    /** The photo's copy. */
    static RgbImage pixels(AnnotatedImage image, RgbImage pixels) {
        Random random = new Random(Seeds.of(image.id(), "tint", 0));
        double gain = 1 + GAIN * (2 * random.nextDouble() - 1);
        byte[][] changed = new byte[CHANNELS][];
        for (int channel = 0; channel < CHANNELS; channel++) {
            changed[channel] = table(gain * (1 + TINT * (2 * random.nextDouble() - 1)));
        }
        int width = pixels.width();
        ByteBuffer before = pixels.pixels();
        byte[] after = new byte[before.remaining()];
        for (int i = 0; i < after.length; i++) {
            int pixel = i / CHANNELS;
            int mirrored = pixel - pixel % width + (width - 1 - pixel % width);
            after[mirrored * CHANNELS + i % CHANNELS] = changed[i % CHANNELS][before.get(i) & 0xff];
        }
        return new RgbImage(pixels.size(), after);
    }

    private static byte[] table(double gain) {
        byte[] table = new byte[MOST + 1];
        for (int value = 0; value <= MOST; value++) {
            table[value] = (byte) Math.min(Math.round(value * gain), MOST);
        }
        return table;
    }

    /** The region's box in that copy; inside the image if it was before. */
    static Box box(AnnotatedRegion region, ImageSize size) {
        Box box = region.box();
        Random random = new Random(Seeds.of(region.id(), "edges", 0));
        double wide = EDGE * (box.x2() - box.x1());
        double high = EDGE * (box.y2() - box.y1());
        return new Box(
                moved(size.width() - box.x2(), wide, size.width(), random),
                moved(box.y1(), high, size.height(), random),
                moved(size.width() - box.x1(), wide, size.width(), random),
                moved(box.y2(), high, size.height(), random));
    }

    private static double moved(double edge, double most, double end, Random random) {
        double moved = edge + most * (2 * random.nextDouble() - 1);
        return Math.min(Math.max(moved, 0), end);
    }
}
