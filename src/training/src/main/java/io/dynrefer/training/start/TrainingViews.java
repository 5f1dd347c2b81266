package io.dynrefer.training.start;

import io.dynrefer.data.AnnotatedImage;
import io.dynrefer.data.AnnotatedRegion;
import io.dynrefer.data.Dataset;
import io.dynrefer.data.DatasetImages;
import io.dynrefer.data.Split;
import io.dynrefer.region.BoxRegion;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.RgbImage;
import io.dynrefer.views.BicubicResize;
import io.dynrefer.views.PlacedRegion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Views of regions drawn from the training splits of data sets, of every width in turn. */
final class TrainingViews {
    /** Widths from the region alone to the whole image: t = 0, 0.1, …, 1. */
    private static final int WIDTHS = 11;

    private final List<Drawn> regions;
    private final int viewSize;

    /** A region and where its pixels are. */
    private record Drawn(DatasetImages pixels, AnnotatedImage image, AnnotatedRegion region) {}

    /**
     * Draws regions without putting them back.
     *
     * @param count how many views there are; fewer if the data sets have fewer regions
     * @param viewSize their width and height in pixels
     */
    TrainingViews(List<Dataset> datasets, int count, int viewSize, long seed) {
        List<Drawn> all = new ArrayList<>();
        for (Dataset dataset : datasets) {
            DatasetImages pixels = dataset.pixels();
            for (AnnotatedImage image : dataset.images(Split.TRAIN)) {
                image.regions().forEach(region -> all.add(new Drawn(pixels, image, region)));
            }
        }
        if (all.isEmpty()) {
            throw DynReferException.invalid("--data", "The training splits of the data sets have no regions.");
        }
        Collections.shuffle(all, new Random(seed));
        this.regions = List.copyOf(all.subList(0, Math.min(count, all.size())));
        this.viewSize = viewSize;
    }

    /** How many views there are. */
    int count() {
        return regions.size();
    }

    /** Views {@code from} to {@code to}, without the last. */
    List<RgbImage> views(int from, int to) {
        List<RgbImage> views = new ArrayList<>();
        for (int i = from; i < to; i++) {
            Drawn drawn = regions.get(i);
            double t = i % WIDTHS / (WIDTHS - 1.0);
            RgbImage image = drawn.pixels().read(drawn.image());
            PlacedRegion place =
                    PlacedRegion.of(image, new BoxRegion(drawn.region().box()));
            views.add(BicubicResize.resize(image, place.crop(t), viewSize));
        }
        return views;
    }
}
