package io.dynrefer.region;

import java.util.ArrayList;
import java.util.List;

/** Non-maximum suppression: of boxes that lie over each other the best one stays. */
public final class BoxSuppression {
    private BoxSuppression() {}

    /**
     * The numbers of the boxes that stay, in order.
     *
     * @param boxes best first
     * @param most overlap with a better box, as intersection over union, up to which a box stays
     * @param wanted how many to find at most
     */
    public static List<Integer> kept(List<Box> boxes, double most, int wanted) {
        List<Integer> kept = new ArrayList<>();
        for (int i = 0; i < boxes.size() && kept.size() < wanted; i++) {
            if (isFree(boxes, i, kept, most)) {
                kept.add(i);
            }
        }
        return kept;
    }

    private static boolean isFree(List<Box> boxes, int candidate, List<Integer> kept, double most) {
        for (int better : kept) {
            if (BoxOverlap.intersectionOverUnion(boxes.get(candidate), boxes.get(better)) > most) {
                return false;
            }
        }
        return true;
    }
}
