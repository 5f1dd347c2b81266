package io.dynrefer.evaluation.run;

import io.dynrefer.evaluation.run.ModelTimes.Stage;
import io.dynrefer.region.ImageEncoder;
import io.dynrefer.region.PixelBox;
import io.dynrefer.region.RgbImage;
import io.dynrefer.region.ViewEmbedding;
import io.dynrefer.views.ViewGenerator;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Images that are answered together, and the embeddings of their crops: each is computed once, for all regions and all
 * subjects with the same image encoder. Not thread-safe.
 */
public final class Batch {
    /** Crops in one forward pass: enough to fill a processor, little enough for its memory. */
    private static final int CROPS_AT_ONCE = 16;

    private final List<AskedImage> images;
    private final ModelTimes times;
    private final Map<String, Map<Crop, ViewEmbedding>> embeddings = new HashMap<>(); // by encoder, by crop

    /** A crop of one of the batch's images, which {@code image} numbers. */
    public record Crop(int image, PixelBox box) {}

    /** A batch whose model's times nobody wants to know. */
    public Batch(List<AskedImage> images) {
        this(images, new ModelTimes());
    }

    /** @param times where the work on this batch is noted */
    public Batch(List<AskedImage> images, ModelTimes times) {
        this.images = List.copyOf(images);
        this.times = times;
    }

    /** Where the work on this batch is noted. */
    public ModelTimes times() {
        return times;
    }

    /** Reads the bytes of all images now. */
    void load() {
        times.spend(Stage.IMAGES, () -> images.forEach(AskedImage::load));
    }

    public List<AskedImage> images() {
        return images;
    }

    /** The embeddings of {@code crops}, and of every crop asked for before. */
    public Map<Crop, ViewEmbedding> embeddings(ImageEncoder encoder, Collection<Crop> crops) {
        Map<Crop, ViewEmbedding> known = embeddings.computeIfAbsent(encoder.id(), id -> new HashMap<>());
        Set<Crop> distinct = new LinkedHashSet<>(crops);
        distinct.removeAll(known.keySet());
        List<Crop> missing = new ArrayList<>(distinct);
        for (int start = 0; start < missing.size(); start += CROPS_AT_ONCE) {
            List<Crop> piece = missing.subList(start, Math.min(missing.size(), start + CROPS_AT_ONCE));
            List<RgbImage> pixels = times.time(Stage.CROPS, () -> pixels(encoder, piece));
            List<ViewEmbedding> encoded = times.time(Stage.IMAGE_ENCODER, () -> encoder.encode(pixels));
            for (int i = 0; i < piece.size(); i++) {
                known.put(piece.get(i), encoded.get(i));
            }
        }
        return known;
    }

    private List<RgbImage> pixels(ImageEncoder encoder, List<Crop> crops) {
        List<RgbImage> whole =
                crops.stream().map(crop -> images.get(crop.image()).pixels()).toList();
        ViewGenerator generator = new ViewGenerator(1, encoder.viewSize());
        return IntStream.range(0, crops.size())
                .parallel()
                .mapToObj(i -> generator.crop(whole.get(i), crops.get(i).box()))
                .toList();
    }
}
