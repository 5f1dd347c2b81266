package io.dynrefer.evaluation.detection;

import io.dynrefer.region.BoxOverlap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Pairs the detections of one category in one image with its objects, for every IoU threshold and size range: the best
 * scored detection first, each takes the free object it overlaps most; ignored objects only where no other fits.
 */
final class ImageMatcher {
    static final int LIMIT = 100;

    /** Detections by score, best first, at most {@link #LIMIT}. */
    private final List<DetectedBox> detections;

    private final List<GroundTruthBox> objects;
    private final double[][] overlaps; // (detections, objects)

    ImageMatcher(List<DetectedBox> detections, List<GroundTruthBox> objects) {
        this.detections = detections.stream()
                .sorted(Comparator.comparingDouble(DetectedBox::score).reversed())
                .limit(LIMIT)
                .toList();
        this.objects = List.copyOf(objects);
        this.overlaps = new double[this.detections.size()][objects.size()];
        for (int d = 0; d < overlaps.length; d++) {
            for (int o = 0; o < objects.size(); o++) {
                overlaps[d][o] = overlap(this.detections.get(d), objects.get(o));
            }
        }
    }

    private static double overlap(DetectedBox detection, GroundTruthBox object) {
        return object.kind() == GroundTruthBox.Kind.CROWD
                ? BoxOverlap.intersectionOverFirst(detection.box(), object.box())
                : BoxOverlap.intersectionOverUnion(detection.box(), object.box());
    }

    static boolean ignored(GroundTruthBox object, AreaRange range) {
        return object.kind() == GroundTruthBox.Kind.CROWD || !range.contains(object.area());
    }

    /** One entry per detection, best first. */
    List<MatchedDetection> match(long imageId, double[] thresholds) {
        List<MatchedDetection> matched = new ArrayList<>();
        for (int d = 0; d < detections.size(); d++) {
            matched.add(new MatchedDetection(imageId, d, detections.get(d).score()));
        }
        for (AreaRange range : AreaRange.values()) {
            List<Integer> order = countedFirst(range);
            for (int t = 0; t < thresholds.length; t++) {
                match(range, t, Math.min(thresholds[t], 1 - 1e-10), order, matched);
            }
        }
        return matched;
    }

    private List<Integer> countedFirst(AreaRange range) {
        List<Integer> order = new ArrayList<>();
        for (int o = 0; o < objects.size(); o++) {
            order.add(o);
        }
        order.sort(Comparator.comparing(o -> ignored(objects.get(o), range)));
        return order;
    }

    private void match(
            AreaRange range, int thresholdIndex, double threshold, List<Integer> order, List<MatchedDetection> out) {
        boolean[] taken = new boolean[objects.size()];
        for (int d = 0; d < detections.size(); d++) {
            int best = bestObject(d, threshold, range, order, taken);
            MatchedDetection detection = out.get(d);
            if (best >= 0) {
                taken[best] = true;
                detection.found(range, thresholdIndex);
            }
            boolean ignored = best >= 0
                    ? ignored(objects.get(best), range)
                    : !range.contains(BoxOverlap.area(detections.get(d).box()));
            if (ignored) {
                detection.ignore(range, thresholdIndex);
            }
        }
    }

    private int bestObject(int detection, double threshold, AreaRange range, List<Integer> order, boolean[] taken) {
        double least = threshold;
        int best = -1;
        for (int o : order) {
            GroundTruthBox object = objects.get(o);
            if (taken[o] && object.kind() != GroundTruthBox.Kind.CROWD) {
                continue;
            }
            if (best >= 0 && !ignored(objects.get(best), range) && ignored(object, range)) {
                break;
            }
            if (overlaps[detection][o] >= least) {
                least = overlaps[detection][o];
                best = o;
            }
        }
        return best;
    }
}
