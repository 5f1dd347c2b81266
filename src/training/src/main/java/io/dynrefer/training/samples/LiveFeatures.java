package io.dynrefer.training.samples;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.FloatBuffer;
import java.util.List;

/** Features computed when they are needed, by the frozen image encoder. */
public final class LiveFeatures implements RegionFeatures {
    private final RegionEmbedder embedder;
    private final List<SampleSource> sources;

    /** @param sources by number */
    public LiveFeatures(RegionEmbedder embedder, List<SampleSource> sources) {
        this.embedder = embedder;
        this.sources = List.copyOf(sources);
    }

    @Override
    public Embedded of(NDManager manager, List<Views> samples) {
        int views =
                samples.stream().mapToInt(item -> item.coefficients().size()).sum();
        FloatBuffer values = FloatBuffer.allocate(views * embedder.tokens() * embedder.width());
        for (Views item : samples) {
            Sample sample = item.sample();
            values.put(embedder.floats(
                    sources.get(sample.source()).pixels().read(sample.image()),
                    item.coefficients().stream()
                            .map(t -> new RegionEmbedder.Wanted(sample.region().box(), t))
                            .toList()));
        }
        NDArray all = manager.create(values.array(), new Shape(views, embedder.tokens(), embedder.width()));
        return Embedded.frozen(all, samples.size());
    }

    @Override
    public void close() {
        // Encoder and data sets belong to the caller.
    }
}
