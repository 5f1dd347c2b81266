package io.dynrefer.evaluation.run;

import io.dynrefer.evaluation.run.ModelTimes.Stage;
import io.dynrefer.referring.Encoding.Crop;
import io.dynrefer.referring.Encoding.Look;
import io.dynrefer.referring.Outcome;
import io.dynrefer.region.BoxRegion;
import io.dynrefer.region.ImageDigest;
import io.dynrefer.region.NestedViews;
import io.dynrefer.region.PixelBox;
import io.dynrefer.region.View;
import io.dynrefer.views.ImageHashes;
import io.dynrefer.views.PlacedRegion;
import io.dynrefer.views.ViewGeometry;
import java.util.List;

/** A region of a batch in its place. */
public record Target(ImageDigest image, PlacedRegion region) {
    /** All boxes of a batch, images in order, their boxes in order; a box outside its image has its own problem. */
    public static List<Outcome<Target>> of(Batch batch) {
        return batch.times().time(Stage.IMAGES, () -> place(batch));
    }

    /** The images are decoded on all processors. */
    private static List<Outcome<Target>> place(Batch batch) {
        return batch.images().parallelStream()
                .map(Target::place)
                .flatMap(List::stream)
                .toList();
    }

    private static List<Outcome<Target>> place(AskedImage image) {
        Outcome<ImageHashes> hashes = Outcome.attempt(() -> new ImageHashes(image.pixels()));
        return image.boxes().stream()
                .map(box -> Outcome.attempt(
                        () -> new Target(image.digest(), PlacedRegion.of(hashes.orThrow(), new BoxRegion(box)))))
                .toList();
    }

    /** The crop for one coefficient. */
    public Crop crop(double t) {
        return new Crop(image, region.crop(t));
    }

    /** The region with views at these coefficients; what is only for explanations, their hash gains, is left 0. */
    Look look(List<Double> coefficients, int viewSize) {
        List<View> views = coefficients.stream().map(t -> view(t, viewSize)).toList();
        return new Look(image, new NestedViews(region.image().size(), region.box(), viewSize, views));
    }

    private View view(double t, int viewSize) {
        PixelBox crop = region.crop(t);
        return new View(t, region.viewBox(t), crop, ViewGeometry.regionInView(region.crop(0), crop, viewSize), 0, 0);
    }
}
