package io.dynrefer.training.boxes;

import ai.djl.ndarray.NDArray;
import io.dynrefer.data.AnnotatedImage;
import io.dynrefer.model.nn.Recording;
import io.dynrefer.model.proposals.BoxHead;
import io.dynrefer.region.Box;
import io.dynrefer.training.samples.Seeds;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Adds the gradients of one step, of photos as they are or all in a mirror: of what the encoder made of them the
 * mirror's image is taken, which is nearly what it would make of the mirror's. Which photos and copies it sees depends
 * on the seed and the step alone. Not thread-safe.
 */
final class BoxStep {
    private final BoxTrainingConfig config;
    private final BoxHead head;
    private final BoxPhotos photos;
    private final List<MapCache> copies;
    private final MapShapes shapes;
    private final BoxTargets targets;
    private List<Integer> epoch = List.of();
    private long epochNumber = -1;

    /** The mean losses of the photos of a step. */
    record Values(float score, float box) {}

    /** @param copies of the photos, by number */
    BoxStep(BoxTrainingConfig config, BoxHead head, BoxPhotos photos, List<MapCache> copies, MapShapes shapes) {
        this.config = config;
        this.head = head;
        this.photos = photos;
        this.copies = List.copyOf(copies);
        this.shapes = shapes;
        this.targets = new BoxTargets(config.sizes());
    }

    /** Runs the head forward and backward. */
    Values run(long step) {
        ByteBuffer maps = MapCache.room(config.batch(), shapes);
        boolean mirrored = new SplittableRandom(Seeds.of(config.seed(), "mirror", step)).nextBoolean();
        List<BoxTargets.Wanted> wanted = new ArrayList<>();
        for (int i = 0; i < config.batch(); i++) {
            long position = step * config.batch() + i;
            int number = photo(position);
            int copy = new SplittableRandom(Seeds.of(config.seed(), "copy", position)).nextInt(copies.size());
            AnnotatedImage image = photos.image(number);
            copies.get(copy).copy(number, maps);
            int side = config.sizes().imageSize();
            List<Box> boxes = PhotoCopy.of(image, copy).boxes(image, side);
            wanted.add(targets.of(mirrored ? PhotoCopy.mirrored(boxes, side) : boxes));
        }
        maps.flip(); // as the buffer's methods call it: now it is read
        return Recording.call(manager -> {
            List<NDArray> seen = MapCache.arrays(manager, maps, shapes);
            BoxHead.Output output = head.forward(
                    mirrored ? seen.stream().map(map -> map.flip(3)).toList() : seen);
            BoxLoss.Losses losses = BoxLoss.of(manager, output, wanted);
            NDArray total = losses.total();
            Values values = new Values(losses.score().getFloat(), losses.box().getFloat());
            Recording.backward(total);
            return values;
        });
    }

    /** Every photo comes once before one comes again. */
    private int photo(long position) {
        long number = position / photos.count();
        if (number != epochNumber) {
            epoch = new ArrayList<>(IntStream.range(0, photos.count()).boxed().toList());
            Collections.shuffle(epoch, new Random(Seeds.of(config.seed(), "epoch", number)));
            epochNumber = number;
        }
        return epoch.get((int) (position % photos.count()));
    }
}
