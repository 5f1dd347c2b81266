package io.dynrefer.data;

import io.dynrefer.region.Box;
import io.dynrefer.region.BoxOverlap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * For every box a random one of its size in the same photo that overlaps no labelled box by more than a tenth. What a
 * photo gets depends on the seed and the photo alone; a box for which chance finds no place in a thousand tries has no
 * partner.
 */
public final class BackgroundBoxes {
    private static final double MOST_OVERLAP = 0.1;
    private static final int TRIES = 1000;
    private static final long SEED = 20261130;
    private static final RegionOrigin ORIGIN = new RegionOrigin("background", false, "", "");

    private BackgroundBoxes() {}

    /**
     * The photo with random boxes in place of its regions.
     *
     * @param asked the photo with the boxes whose sizes are wanted
     * @param labelled all labelled regions of the photo
     */
    public static AnnotatedImage of(AnnotatedImage asked, List<AnnotatedRegion> labelled) {
        Random random = new Random(SEED + asked.id());
        List<AnnotatedRegion> background = new ArrayList<>();
        for (AnnotatedRegion region : asked.regions()) {
            place(region.box(), asked, labelled, random)
                    .ifPresent(box -> background.add(
                            new AnnotatedRegion(region.id(), box, List.of(), RegionLabels.NONE, ORIGIN)));
        }
        return new AnnotatedImage(asked.id(), asked.fileName(), asked.size(), background);
    }

    private static Optional<Box> place(Box size, AnnotatedImage image, List<AnnotatedRegion> labelled, Random random) {
        for (int i = 0; i < TRIES; i++) {
            double x = random.nextDouble() * (image.size().width() - size.width());
            double y = random.nextDouble() * (image.size().height() - size.height());
            Box box = new Box(x, y, x + size.width(), y + size.height());
            if (labelled.stream()
                    .noneMatch(other -> BoxOverlap.intersectionOverUnion(box, other.box()) > MOST_OVERLAP)) {
                return Optional.of(box);
            }
        }
        return Optional.empty();
    }
}
