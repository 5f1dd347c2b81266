package io.dynrefer.region;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The boxes proposed for a photo.
 *
 * @param boxes best first, no two of them over each other by more than the proposer lets them; at most {@value #MOST}
 */
public record Proposals(List<Proposal> boxes) {
    /** Boxes that are kept of a photo. */
    public static final int MOST = 300;

    public Proposals {
        boxes = List.copyOf(boxes);
        if (boxes.size() > MOST) {
            throw new IllegalArgumentException("at most " + MOST + " boxes, not " + boxes.size());
        }
    }

    /** The best ones. */
    public List<Proposal> best(int most) {
        return boxes.subList(0, Math.min(most, boxes.size()));
    }

    /** Whether one of the best boxes lies on a thing: intersection over union of at least {@code overlap}. */
    public boolean cover(Box thing, int most, double overlap) {
        return best(most).stream()
                .anyMatch(proposal -> BoxOverlap.intersectionOverUnion(proposal.box(), thing) >= overlap);
    }

    /**
     * The box under a point: of those that it lies in, the one with the highest score, which counts the less the
     * further the point is from its middle.
     *
     * @return empty where it lies in none
     */
    public Optional<Proposal> at(Point point) {
        return boxes.stream()
                .filter(proposal -> contains(proposal.box(), point))
                .max(Comparator.comparingDouble(proposal -> proposal.score() * centeredness(proposal.box(), point)));
    }

    private static boolean contains(Box box, Point point) {
        return box.x1() <= point.x() && point.x() < box.x2() && box.y1() <= point.y() && point.y() < box.y2();
    }

    /** 1 in the middle, 0 at the sides: the square of that of FCOS (Tian et al. 2019), by COCO's validation split. */
    private static double centeredness(Box box, Point point) {
        double left = point.x() - box.x1();
        double right = box.x2() - point.x();
        double above = point.y() - box.y1();
        double below = box.y2() - point.y();
        return Math.min(left, right) / Math.max(left, right) * Math.min(above, below) / Math.max(above, below);
    }
}
