package io.dynrefer.training.boxes;

import io.dynrefer.data.AnnotatedImage;
import io.dynrefer.data.AnnotatedRegion;
import io.dynrefer.region.Box;
import io.dynrefer.region.BoxOverlap;
import io.dynrefer.region.ImageSize;
import io.dynrefer.region.PixelBox;
import io.dynrefer.region.RgbImage;
import io.dynrefer.training.samples.Seeds;
import io.dynrefer.views.BicubicResize;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A copy of a photo to learn from: the whole of it or a part, resized to a square.
 *
 * @param crop the part, in pixels of the photo
 */
record PhotoCopy(PixelBox crop) {
    /** What the copies of a photo depend on besides its name; to be raised when they change. */
    static final int VERSION = 1;

    private static final double SMALLEST_PART = 0.5; // of a side
    private static final double MOST_CUT_OFF = 0.5; // of a thing's area
    private static final double SMALLEST_SIDE = 4; // of a thing, in pixels of the square

    /** Copy 0 is the photo, the others are parts of it. */
    static PhotoCopy of(AnnotatedImage image, int number) {
        ImageSize size = image.size();
        if (number == 0) {
            return new PhotoCopy(new PixelBox(0, 0, size.width(), size.height()));
        }
        SplittableRandom random = new SplittableRandom(Seeds.of(VERSION, image.fileName(), number));
        int width = part(random, size.width());
        int height = part(random, size.height());
        int left = random.nextInt(size.width() - width + 1);
        int top = random.nextInt(size.height() - height + 1);
        return new PhotoCopy(new PixelBox(left, top, left + width, top + height));
    }

    private static int part(SplittableRandom random, int side) {
        double share = SMALLEST_PART + (1 - SMALLEST_PART) * random.nextDouble();
        return Math.max(1, (int) Math.round(share * side));
    }

    /** The copy's pixels. */
    RgbImage pixels(RgbImage photo, int side) {
        return BicubicResize.resize(photo, crop, side);
    }

    /** Boxes of a square as a mirror shows them, left for right. */
    static List<Box> mirrored(List<Box> boxes, int side) {
        return boxes.stream()
                .map(box -> new Box(side - box.x2(), box.y1(), side - box.x1(), box.y2()))
                .toList();
    }

    /** The boxes of the photo's things in pixels of the copy; without those that it shows less than half of. */
    List<Box> boxes(AnnotatedImage image, int side) {
        double wide = (double) side / crop.width();
        double high = (double) side / crop.height();
        Box seen = new Box(crop.x1(), crop.y1(), crop.x2(), crop.y2());
        List<Box> boxes = new ArrayList<>();
        for (AnnotatedRegion region : image.regions()) {
            Box box = region.box();
            if (BoxOverlap.intersectionOverFirst(box, seen) > MOST_CUT_OFF) {
                double left = (Math.max(box.x1(), seen.x1()) - seen.x1()) * wide;
                double right = (Math.min(box.x2(), seen.x2()) - seen.x1()) * wide;
                double top = (Math.max(box.y1(), seen.y1()) - seen.y1()) * high;
                double bottom = (Math.min(box.y2(), seen.y2()) - seen.y1()) * high;
                if (Math.min(right - left, bottom - top) >= SMALLEST_SIDE) {
                    boxes.add(new Box(left, top, right, bottom));
                }
            }
        }
        return boxes;
    }
}
