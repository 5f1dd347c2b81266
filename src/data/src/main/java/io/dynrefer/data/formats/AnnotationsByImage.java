package io.dynrefer.data.formats;

import io.dynrefer.region.DynReferException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/** Which annotations of a file belong to which of its images, by their places in it. */
final class AnnotationsByImage {
    /** Of a file without records. */
    static final AnnotationsByImage NONE = new AnnotationsByImage(new int[0], new int[1], 0);

    private static final int ORPHAN = -1;

    private final int[] sorted; // annotations by image
    private final int[] first; // (images + 1): where each image's annotations begin
    private final int orphans;

    private AnnotationsByImage(int[] sorted, int[] first, int orphans) {
        this.sorted = sorted;
        this.first = first;
        this.orphans = orphans;
    }

    /**
     * Groups the annotations.
     *
     * @param file its name
     * @param images by their ids, of which no two may be equal
     * @param annotations by the ids of their images
     */
    static AnnotationsByImage of(String file, RecordPositions images, RecordPositions annotations) {
        Map<Long, Integer> positionOf = positions(file, images);
        int[] imageOf = new int[annotations.count()];
        int[] first = new int[images.count() + 1];
        for (int i = 0; i < imageOf.length; i++) {
            imageOf[i] = positionOf.getOrDefault(annotations.number(i), ORPHAN);
            if (imageOf[i] != ORPHAN) {
                first[imageOf[i] + 1]++;
            }
        }
        Arrays.parallelPrefix(first, Integer::sum);
        int[] next = first.clone();
        int[] sorted = new int[first[images.count()]];
        for (int i = 0; i < imageOf.length; i++) {
            if (imageOf[i] != ORPHAN) {
                sorted[next[imageOf[i]]++] = i;
            }
        }
        return new AnnotationsByImage(sorted, first, imageOf.length - sorted.length);
    }

    private static Map<Long, Integer> positions(String file, RecordPositions images) {
        Map<Long, Integer> positionOf = new HashMap<>(2 * images.count());
        for (int i = 0; i < images.count(); i++) {
            if (positionOf.put(images.number(i), i) != null) {
                throw DynReferException.invalid(
                        "images[" + i + "].id",
                        file + ": images[" + i + "].id: another image has the id " + images.number(i) + ".");
            }
        }
        return positionOf;
    }

    /** The annotations of the image in this place, in the file's order. */
    IntStream of(int image) {
        return Arrays.stream(sorted, first[image], first[image + 1]);
    }

    /** Annotations of images. */
    int count() {
        return sorted.length;
    }

    /** Annotations that name no image of the file. */
    int orphans() {
        return orphans;
    }
}
