package io.dynrefer.evaluation.densecaption;

import io.dynrefer.region.Box;
import io.dynrefer.region.BoxOverlap;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Merges annotations that overlap at IoU 0.7 or more, greedily (METHOD 6): the annotation with the most free neighbours
 * becomes a group with all of them, until none is left. A box without area has no overlap even with itself and belongs
 * to no group, as in the reference.
 */
public final class RegionMerger {
    private static final double MERGE_OVERLAP = 0.7;

    private RegionMerger() {}

    /** The groups of one image, in the order in which they were formed. */
    public static List<MergedRegion> merge(List<CaptionedBox> annotations) {
        boolean[][] neighbours = neighbours(annotations);
        boolean[] merged = new boolean[annotations.size()];
        List<MergedRegion> groups = new ArrayList<>();
        while (true) {
            List<Integer> largest = List.of();
            for (int i = 0; i < merged.length; i++) {
                List<Integer> free = freeNeighbours(i, neighbours, merged);
                largest = free.size() > largest.size() ? free : largest;
            }
            if (largest.isEmpty()) {
                return groups;
            }
            largest.forEach(member -> merged[member] = true);
            groups.add(group(annotations, largest));
        }
    }

    private static boolean[][] neighbours(List<CaptionedBox> annotations) {
        boolean[][] neighbours = new boolean[annotations.size()][annotations.size()];
        for (int i = 0; i < neighbours.length; i++) {
            for (int j = 0; j < neighbours.length; j++) {
                neighbours[i][j] = BoxOverlap.intersectionOverUnion(
                                annotations.get(i).box(), annotations.get(j).box())
                        >= MERGE_OVERLAP;
            }
        }
        return neighbours;
    }

    private static List<Integer> freeNeighbours(int of, boolean[][] neighbours, boolean[] merged) {
        List<Integer> free = new ArrayList<>();
        for (int i = 0; i < merged.length && !merged[of]; i++) {
            if (neighbours[of][i] && !merged[i]) {
                free.add(i);
            }
        }
        return free;
    }

    private static MergedRegion group(List<CaptionedBox> annotations, List<Integer> members) {
        List<CaptionedBox> regions = members.stream().map(annotations::get).toList();
        Box mean =
                new Box(mean(regions, Box::x1), mean(regions, Box::y1), mean(regions, Box::x2), mean(regions, Box::y2));
        return new MergedRegion(
                mean, members, regions.stream().map(CaptionedBox::caption).toList());
    }

    private static double mean(List<CaptionedBox> regions, ToDoubleFunction<Box> coordinate) {
        double sum = 0;
        for (CaptionedBox region : regions) {
            sum += coordinate.applyAsDouble(region.box());
        }
        return sum / regions.size();
    }
}
