package io.dynrefer.evaluation.scenes;

import io.dynrefer.evaluation.run.AskedImage;
import io.dynrefer.evaluation.run.ImageBatch;
import io.dynrefer.evaluation.run.ModelTimes.Stage;
import io.dynrefer.referring.Crops;
import io.dynrefer.referring.Encoding;
import io.dynrefer.referring.Encoding.Crop;
import io.dynrefer.referring.Encoding.Look;
import io.dynrefer.referring.Images;
import io.dynrefer.referring.Outcome;
import io.dynrefer.referring.Recall;
import io.dynrefer.referring.Views;
import io.dynrefer.referring.ViewsFunction;
import io.dynrefer.region.BoxRegion;
import io.dynrefer.region.FloatMatrix;
import io.dynrefer.region.ImageDigest;
import io.dynrefer.region.ImageEncoder;
import io.dynrefer.region.ViewEmbedding;
import io.dynrefer.region.ViewSelection;
import io.dynrefer.store.Artefacts;
import io.dynrefer.store.StoreKeys;
import io.dynrefer.store.StoredForms;
import io.dynrefer.views.image.ImageLimits;
import io.dynrefer.views.image.ImageReader;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The embeddings of the tight views (t = 0) of a batch's regions, pooled over their tokens. */
final class TightViews {
    private TightViews() {}

    /**
     * One region's view.
     *
     * @param pooled the mean over CLS and grid tokens, (channels); null where the region cannot be placed
     * @param problem why not; empty otherwise
     */
    record View(float @Nullable [] pooled, String problem) {}

    /** All boxes of the batch, in its order. */
    static List<View> of(ImageEncoder encoder, ImageBatch batch) {
        List<Outcome<Crop>> crops = new ArrayList<>();
        batch.times()
                .spend(
                        Stage.VIEWS,
                        () -> batch.images().parallelStream()
                                .map(image -> crops(image, encoder.viewSize(), batch.artefacts()))
                                .toList()
                                .forEach(crops::addAll));
        List<Crop> cut =
                crops.stream().filter(Outcome::succeeded).map(Outcome::orThrow).toList();
        Recall<Crop, ViewEmbedding> embedded = batch.times()
                .time(
                        Stage.ENCODE,
                        () -> Encoding.embed(
                                cut,
                                encoder,
                                ImageBatch.SIZES,
                                batch.artefacts(),
                                Crops.stored(batch.artefacts()).reader(encoder.viewSize())));
        return crops.stream().map(crop -> view(crop, embedded)).toList();
    }

    private static List<Outcome<Crop>> crops(AskedImage image, int viewSize, Artefacts artefacts) {
        ImageDigest digest = image.encoded().digest();
        artefacts.put(
                StoredForms.IMAGE, StoreKeys.image(digest), image.encoded().bytes());
        ViewsFunction views =
                new ViewsFunction(artefacts, new Images(new ImageReader(ImageLimits.DEFAULT)), Crops.stored(artefacts));
        ViewSelection.Common tight = new ViewSelection.Explicit(List.of(0.0));
        List<Views.Item> items = image.boxes().stream()
                .map(box -> new Views.Item(new BoxRegion(box), tight))
                .toList();
        Outcome<Views.Response> response =
                Outcome.attempt(() -> views.handle(new Views.Request(digest, 1, viewSize, items)));
        return IntStream.range(0, items.size())
                .mapToObj(i -> response.flatMap(found -> found.items().get(i))
                        .flatMap(nested ->
                                Outcome.of(new Look(digest, nested).crops().get(0))))
                .toList();
    }

    private static View view(Outcome<Crop> crop, Recall<Crop, ViewEmbedding> embedded) {
        if (!crop.succeeded()) {
            return new View(null, crop.problem().message());
        }
        ViewEmbedding embedding = embedded.get(crop.orThrow()).orThrow();
        return new View(pool(embedding.tokens()), "");
    }

    /** The mean over tokens: (tokens, channels) to (channels). */
    private static float[] pool(FloatMatrix tokens) {
        float[] mean = new float[tokens.columns()];
        FloatBuffer values = tokens.values();
        for (int row = 0; row < tokens.rows(); row++) {
            for (int channel = 0; channel < mean.length; channel++) {
                mean[channel] += values.get() / tokens.rows();
            }
        }
        return mean;
    }
}
