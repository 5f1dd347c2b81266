package io.dynrefer.region;

import java.util.List;

/**
 * A region given as a COCO run-length mask: column-major runs in pixels, background first, over an image of this size.
 * Runs are not negative and add up to the image; a mask without a foreground pixel is {@link ErrorCode#EMPTY_REGION}.
 */
public record MaskRegion(ImageSize size, List<Integer> runs) implements Region {
    public MaskRegion {
        runs = List.copyOf(runs);
        long total = 0;
        for (int run : runs) {
            if (run < 0) {
                throw DynReferException.invalid("rle.counts", "A mask's runs cannot be negative; one is " + run + ".");
            }
            total += run;
        }
        long pixels = (long) size.width() * size.height();
        if (total != pixels) {
            throw DynReferException.invalid(
                    "rle.counts",
                    "The mask contradicts itself: its runs cover " + total + " pixels, its size " + size.width() + "x"
                            + size.height() + " (width x height) has " + pixels + ".");
        }
        if (foreground(runs) == 0) {
            throw new DynReferException(
                    ErrorCode.EMPTY_REGION, "rle.counts", "The mask is empty: it has no foreground pixel.");
        }
    }

    /** The number of foreground pixels, at least 1. */
    public long area() {
        return foreground(runs);
    }

    /** The box of the mask, covering its last pixel: whole numbers, at least one pixel wide and high. */
    @Override
    public Box extent() {
        long height = size.height();
        long x1 = Long.MAX_VALUE;
        long y1 = Long.MAX_VALUE;
        long x2 = -1;
        long y2 = -1;
        long end = 0;
        for (int i = 0; i < runs.size(); i++) {
            long start = end;
            end += runs.get(i);
            if (i % 2 == 0 || end == start) {
                continue; // background, or nothing
            }
            long last = end - 1;
            boolean oneColumn = start / height == last / height;
            x1 = Math.min(x1, start / height);
            x2 = Math.max(x2, last / height);
            // A run that goes on into the next column touches the image's last row and its first.
            y1 = Math.min(y1, oneColumn ? start % height : 0);
            y2 = Math.max(y2, oneColumn ? last % height : height - 1);
        }
        return new Box(x1, y1, x2 + 1, y2 + 1);
    }

    private static long foreground(List<Integer> runs) {
        long area = 0;
        for (int i = 1; i < runs.size(); i += 2) {
            area += runs.get(i);
        }
        return area;
    }
}
