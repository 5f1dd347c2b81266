package io.dynrefer.evaluation.run;

import io.dynrefer.evaluation.run.ModelTimes.Stage;
import io.dynrefer.referring.Outcome;
import io.dynrefer.region.BoxRegion;
import io.dynrefer.views.PlacedRegion;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A region of a batch in its place.
 *
 * @param image position of its image in the batch
 */
public record Target(int image, PlacedRegion region) {
    /** All boxes of a batch, images in order, their boxes in order; a box outside its image has its own problem. */
    public static List<Outcome<Target>> of(Batch batch) {
        return batch.times().time(Stage.IMAGES, () -> place(batch));
    }

    /** The images are decoded on all processors. */
    private static List<Outcome<Target>> place(Batch batch) {
        return IntStream.range(0, batch.images().size())
                .parallel()
                .mapToObj(number -> place(number, batch.images().get(number)))
                .flatMap(List::stream)
                .toList();
    }

    private static List<Outcome<Target>> place(int number, AskedImage image) {
        return image.boxes().stream()
                .map(box ->
                        Outcome.attempt(() -> new Target(number, PlacedRegion.of(image.pixels(), new BoxRegion(box)))))
                .toList();
    }

    /** The crop for one coefficient. */
    public Batch.Crop crop(double t) {
        return new Batch.Crop(image, region.crop(t));
    }
}
