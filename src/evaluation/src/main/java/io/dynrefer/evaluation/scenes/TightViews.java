package io.dynrefer.evaluation.scenes;

import io.dynrefer.evaluation.run.Batch;
import io.dynrefer.evaluation.run.Target;
import io.dynrefer.referring.Encoding.Crop;
import io.dynrefer.referring.Outcome;
import io.dynrefer.referring.Recall;
import io.dynrefer.region.FloatMatrix;
import io.dynrefer.region.ImageEncoder;
import io.dynrefer.region.ViewEmbedding;
import java.nio.FloatBuffer;
import java.util.List;
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
        List<Outcome<Target>> placed = Target.of(batch);
        List<Crop> crops = placed.stream()
                .filter(Outcome::succeeded)
                .map(target -> target.orThrow().crop(0))
                .toList();
        Recall<Crop, ViewEmbedding> embedded = batch.embed(encoder, crops);
        return placed.stream().map(target -> view(target, embedded)).toList();
    }

    private static View view(Outcome<Target> target, Recall<Crop, ViewEmbedding> embedded) {
        if (!target.succeeded()) {
            return new View(null, target.problem().message());
        }
        ViewEmbedding embedding = embedded.get(target.orThrow().crop(0)).orThrow();
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
