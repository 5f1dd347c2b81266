package io.dynrefer.evaluation.scenes;

import io.dynrefer.evaluation.run.Batch;
import io.dynrefer.pipeline.Outcome;
import io.dynrefer.region.BoxRegion;
import io.dynrefer.region.FloatMatrix;
import io.dynrefer.region.ImageEncoder;
import io.dynrefer.region.ViewEmbedding;
import io.dynrefer.views.PlacedRegion;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    static List<View> of(ImageEncoder encoder, Batch batch) {
        List<Outcome<Batch.Crop>> crops = new ArrayList<>();
        for (int i = 0; i < batch.images().size(); i++) {
            int image = i;
            var asked = batch.images().get(i);
            asked.boxes()
                    .forEach(box -> crops.add(Outcome.attempt(() -> new Batch.Crop(
                            image,
                            PlacedRegion.of(asked.pixels(), new BoxRegion(box)).crop(0)))));
        }
        Map<Batch.Crop, ViewEmbedding> embeddings = batch.embeddings(
                encoder,
                crops.stream().filter(Outcome::succeeded).map(Outcome::orThrow).toList());
        return crops.stream().map(crop -> view(crop, embeddings)).toList();
    }

    private static View view(Outcome<Batch.Crop> crop, Map<Batch.Crop, ViewEmbedding> embeddings) {
        if (!crop.succeeded()) {
            return new View(null, crop.problem().message());
        }
        ViewEmbedding embedding = embeddings.get(crop.orThrow());
        if (embedding == null) {
            throw new IllegalStateException("no embedding of " + crop);
        }
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
