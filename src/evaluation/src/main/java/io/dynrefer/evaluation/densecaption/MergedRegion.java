package io.dynrefer.evaluation.densecaption;

import io.dynrefer.region.Box;
import java.util.List;

/**
 * Annotations of the same thing, taken as one.
 *
 * @param box the mean of their boxes
 * @param members positions in the image's list of annotations, ascending
 * @param captions all of their captions: the references
 */
public record MergedRegion(Box box, List<Integer> members, List<String> captions) {
    public MergedRegion {
        members = List.copyOf(members);
        captions = List.copyOf(captions);
    }
}
