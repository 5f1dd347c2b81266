package io.dynrefer.views;

import io.dynrefer.region.Box;
import io.dynrefer.region.BoxRegion;
import io.dynrefer.region.ImageSize;
import io.dynrefer.region.MaskRegion;
import io.dynrefer.region.PolygonRegion;
import io.dynrefer.region.Region;
import io.dynrefer.views.image.Orientation;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Regions of a picture as it is stored, in the picture as it is shown. */
public final class TurnedRegion {
    private TurnedRegion() {}

    /** @param stored size of the picture as it is stored */
    public static Region of(Region region, ImageSize stored, Orientation orientation) {
        if (region instanceof BoxRegion box) {
            return new BoxRegion(box(box.box(), stored, orientation));
        }
        return region instanceof PolygonRegion polygon
                ? new PolygonRegion(polygon.parts().stream()
                        .map(part -> points(part, stored, orientation))
                        .toList())
                : mask((MaskRegion) region, orientation);
    }

    private static Box box(Box box, ImageSize stored, Orientation orientation) {
        double[] first = orientation.upright(box.x1(), box.y1(), stored);
        double[] second = orientation.upright(box.x2(), box.y2(), stored);
        return new Box(
                Math.min(first[0], second[0]),
                Math.min(first[1], second[1]),
                Math.max(first[0], second[0]),
                Math.max(first[1], second[1]));
    }

    private static List<Double> points(List<Double> part, ImageSize stored, Orientation orientation) {
        List<Double> turned = new ArrayList<>(part.size());
        for (int i = 0; i < part.size(); i += 2) {
            double[] point = orientation.upright(part.get(i), part.get(i + 1), stored);
            turned.add(point[0]);
            turned.add(point[1]);
        }
        return turned;
    }

    private static MaskRegion mask(MaskRegion mask, Orientation orientation) {
        ImageSize stored = mask.size();
        ImageSize upright = orientation.upright(stored);
        BitSet turned = new BitSet(upright.width() * upright.height()); // column by column
        int position = 0;
        for (int run = 0; run < mask.runs().size(); run++) {
            int end = position + mask.runs().get(run);
            for (; position < end; position++) {
                if (run % 2 == 1) {
                    int index = orientation.uprightIndex(
                            position / stored.height(), position % stored.height(), stored); // row by row
                    turned.set(index % upright.width() * upright.height() + index / upright.width());
                }
            }
        }
        List<Integer> runs = new ArrayList<>();
        int pixels = upright.width() * upright.height();
        for (int at = 0; at < pixels; ) {
            int next = runs.size() % 2 == 0 ? turned.nextSetBit(at) : turned.nextClearBit(at);
            int end = next < 0 ? pixels : Math.min(next, pixels);
            runs.add(end - at);
            at = end;
        }
        return new MaskRegion(upright, runs);
    }
}
