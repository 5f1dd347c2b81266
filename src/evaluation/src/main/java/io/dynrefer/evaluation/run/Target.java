package io.dynrefer.evaluation.run;

import io.dynrefer.pipeline.Outcome;
import io.dynrefer.region.BoxRegion;
import io.dynrefer.views.PlacedRegion;
import java.util.ArrayList;
import java.util.List;

/**
 * A region of a batch in its place.
 *
 * @param image position of its image in the batch
 */
record Target(int image, PlacedRegion region) {
    /** All boxes of a batch, images in order, their boxes in order; a box outside its image has its own problem. */
    static List<Outcome<Target>> of(Batch batch) {
        List<Outcome<Target>> targets = new ArrayList<>();
        for (int i = 0; i < batch.images().size(); i++) {
            int number = i;
            AskedImage image = batch.images().get(i);
            image.boxes()
                    .forEach(box -> targets.add(Outcome.attempt(
                            () -> new Target(number, PlacedRegion.of(image.pixels(), new BoxRegion(box))))));
        }
        return targets;
    }

    /** The crop for one coefficient. */
    Batch.Crop crop(double t) {
        return new Batch.Crop(image, region.crop(t));
    }
}
