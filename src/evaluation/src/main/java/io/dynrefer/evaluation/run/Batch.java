package io.dynrefer.evaluation.run;

import io.dynrefer.evaluation.run.ModelTimes.Stage;
import io.dynrefer.referring.Encoding;
import io.dynrefer.referring.Encoding.Crop;
import io.dynrefer.referring.Memo;
import io.dynrefer.referring.Recall;
import io.dynrefer.region.BatchSizes;
import io.dynrefer.region.ImageDigest;
import io.dynrefer.region.ImageEncoder;
import io.dynrefer.region.RgbImage;
import io.dynrefer.region.ViewEmbedding;
import io.dynrefer.views.ViewGenerator;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Images that are answered together, and the embeddings of their crops: each is computed once, for all regions and all
 * subjects with the same image encoder. Not thread-safe.
 */
public final class Batch {
    /** As in a request, except that more captions are searched together. */
    static final BatchSizes SIZES =
            new BatchSizes(BatchSizes.DEFAULT.crops(), BatchSizes.DEFAULT.regions(), BatchSizes.DEFAULT.texts(), 16);

    private final List<AskedImage> images;
    private final ModelTimes times;
    private final Map<String, Memo<Crop, ViewEmbedding>> embeddings = new HashMap<>(); // by encoder

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

    /** The embeddings of {@code crops}, those of crops asked for before found again. */
    public Recall<Crop, ViewEmbedding> embed(ImageEncoder encoder, Collection<Crop> crops) {
        Memo<Crop, ViewEmbedding> memo = embeddings.computeIfAbsent(encoder.id(), id -> Memo.inMemory());
        List<Crop> missing = crops.stream()
                .distinct()
                .filter(crop -> memo.find(crop).isEmpty())
                .toList();
        Map<Crop, RgbImage> pixels = times.time(Stage.CROPS, () -> cut(encoder, missing));
        return times.time(
                Stage.IMAGE_ENCODER,
                () -> Encoding.embed(crops, encoder, SIZES, memo, crop -> Objects.requireNonNull(pixels.get(crop))));
    }

    /** The pixels of crops, cut on all processors. */
    private Map<Crop, RgbImage> cut(ImageEncoder encoder, List<Crop> crops) {
        Map<ImageDigest, RgbImage> whole = new HashMap<>();
        for (AskedImage image : images) {
            if (crops.stream().anyMatch(crop -> crop.image().equals(image.digest()))) {
                whole.put(image.digest(), image.pixels());
            }
        }
        ViewGenerator generator = new ViewGenerator(1, encoder.viewSize());
        return crops.parallelStream()
                .collect(Collectors.toConcurrentMap(
                        Function.identity(),
                        crop -> generator.crop(Objects.requireNonNull(whole.get(crop.image())), crop.box())));
    }
}
