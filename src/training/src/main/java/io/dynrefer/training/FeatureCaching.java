package io.dynrefer.training;

import io.dynrefer.model.DynReferModel;
import io.dynrefer.model.nn.Precision;
import io.dynrefer.model.weights.Preset;
import io.dynrefer.region.TimeLeft;
import io.dynrefer.training.samples.CachedFeatures;
import io.dynrefer.training.samples.FeatureCache;
import io.dynrefer.training.samples.FeatureCacheWriter;
import io.dynrefer.training.samples.RegionEmbedder;
import io.dynrefer.training.samples.SampleSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Consumer;

/** Computes the frozen image encoder's features of data sets once, for any number of trainings. */
public final class FeatureCaching {
    private final Consumer<String> messages;

    /** @param messages sees lines of progress */
    public FeatureCaching(Consumer<String> messages) {
        this.messages = messages;
    }

    /**
     * Makes or completes the caches of these sources.
     *
     * @param start the model folder with the encoder
     * @param folder of all caches
     */
    public void fill(Path start, List<SampleSource> sources, List<Double> coefficients, Path folder) {
        try (DynReferModel model =
                DynReferModel.load(start, EnumSet.of(DynReferModel.Part.IMAGE_ENCODER), Precision.FP32)) {
            RegionEmbedder embedder =
                    new RegionEmbedder(model.imageEncoder(), Preset.read(start.resolve(Preset.FILE_NAME)));
            caches(embedder, sources, coefficients, folder);
        }
    }

    /** Features from the caches of these sources, which are made or completed now if need be. */
    CachedFeatures features(
            RegionEmbedder embedder, List<SampleSource> sources, List<Double> coefficients, Path folder) {
        return new CachedFeatures(caches(embedder, sources, coefficients, folder), embedder.tokens(), embedder.width());
    }

    private List<FeatureCache> caches(
            RegionEmbedder embedder, List<SampleSource> sources, List<Double> coefficients, Path folder) {
        FeatureCacheWriter writer = new FeatureCacheWriter(
                embedder, coefficients, folder, Runtime.getRuntime().availableProcessors());
        List<FeatureCache> caches = new ArrayList<>();
        for (SampleSource source : sources) {
            TimeLeft timeLeft = new TimeLeft();
            caches.add(writer.require(
                    source,
                    (of, done, total, resumed) -> messages.accept(String.format(
                            "Features of %s/%s: %d of %d images, %s left",
                            of.name(),
                            of.split().wireName(),
                            done,
                            total,
                            timeLeft.text(done - resumed, total - done)))));
        }
        return caches;
    }
}
