package io.dynrefer.training.calibration;

import io.dynrefer.data.AnnotatedImage;
import io.dynrefer.data.AnnotatedRegion;
import io.dynrefer.data.BackgroundBoxes;
import io.dynrefer.data.Dataset;
import io.dynrefer.data.Split;
import io.dynrefer.region.RegionModel;
import io.dynrefer.views.RepresentedRegions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A photo to calibrate by.
 *
 * @param things with its labelled boxes
 * @param background with a piece of background for each of these that has room for one, under the same id
 */
record CalibrationPhoto(Dataset dataset, AnnotatedImage things, AnnotatedImage background) {
    /** All boxes of a split, and background. */
    static List<CalibrationPhoto> all(Dataset dataset, Split split) {
        return of(dataset, split, Long.MAX_VALUE);
    }

    /**
     * Boxes spread evenly over a split, with a piece of background each; those without are left out, so that size does
     * not tell the kinds apart.
     *
     * @param most boxes
     */
    static List<CalibrationPhoto> pairs(Dataset dataset, Split split, long most) {
        return of(dataset, split, most).stream()
                .map(CalibrationPhoto::pairs)
                .filter(photo -> photo.size() > 0)
                .toList();
    }

    private static List<CalibrationPhoto> of(Dataset dataset, Split split, long most) {
        List<AnnotatedImage> photos = dataset.images(split);
        long boxes = photos.stream().mapToLong(photo -> photo.regions().size()).sum();
        List<CalibrationPhoto> chosen = new ArrayList<>();
        long number = 0;
        for (AnnotatedImage photo : photos) {
            List<AnnotatedRegion> kept = new ArrayList<>();
            for (AnnotatedRegion region : photo.regions()) {
                if (boxes <= most || (number + 1) * most / boxes > number * most / boxes) {
                    kept.add(region);
                }
                number++;
            }
            if (!kept.isEmpty()) {
                AnnotatedImage things = with(photo, kept);
                chosen.add(new CalibrationPhoto(dataset, things, BackgroundBoxes.of(things, photo.regions())));
            }
        }
        return chosen;
    }

    private CalibrationPhoto pairs() {
        Set<Long> paired = paired();
        List<AnnotatedRegion> kept = things.regions().stream()
                .filter(region -> paired.contains(region.id()))
                .toList();
        return new CalibrationPhoto(dataset, with(things, kept), background);
    }

    /** Ids of the boxes that have a piece of background. */
    Set<Long> paired() {
        return background.regions().stream().map(AnnotatedRegion::id).collect(Collectors.toSet());
    }

    /** Things, then background. */
    AnnotatedImage both() {
        List<AnnotatedRegion> both = new ArrayList<>(things.regions());
        both.addAll(background.regions());
        return with(things, both);
    }

    /** The same as a model represents them. */
    RepresentedRegions seenBy(RegionModel model) {
        AnnotatedImage both = both();
        return new RepresentedRegions(
                model,
                dataset.pixels().read(both),
                both.regions().stream().map(AnnotatedRegion::box).toList());
    }

    int size() {
        return things.regions().size() + background.regions().size();
    }

    private static AnnotatedImage with(AnnotatedImage photo, List<AnnotatedRegion> regions) {
        return new AnnotatedImage(photo.id(), photo.fileName(), photo.size(), regions);
    }
}
