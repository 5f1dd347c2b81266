package io.dynrefer.training;

import io.dynrefer.data.Split;
import io.dynrefer.model.DynReferModel;
import io.dynrefer.model.nn.Precision;
import io.dynrefer.model.weights.Preset;
import io.dynrefer.region.TimeLeft;
import io.dynrefer.training.samples.CachedFeatures;
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
     */
    public void fill(Path start, List<SampleSource> sources, Wanted wanted) {
        try (DynReferModel model =
                DynReferModel.load(start, EnumSet.of(DynReferModel.Part.IMAGE_ENCODER), Precision.FP32)) {
            Preset preset = Preset.read(start.resolve(Preset.FILE_NAME));
            caches(
                    wanted.fineHalves()
                            ? RegionEmbedder.ofFineHalves(model, preset)
                            : new RegionEmbedder(model.imageEncoder(), preset),
                    sources,
                    wanted);
        }
    }

    /**
     * What is to be in the caches.
     *
     * @param coefficients of the views
     * @param fineHalves whether views are kept as the first half of the image encoder leaves them, so that a training
     *     can teach the second
     * @param changedCopies whether there is a changed copy of every region to learn from
     * @param folder of all caches
     */
    public record Wanted(List<Double> coefficients, boolean fineHalves, boolean changedCopies, Path folder) {
        public Wanted {
            coefficients = List.copyOf(coefficients);
        }
    }

    /** Features from the caches of these sources, which are made or completed now if need be. */
    CachedFeatures features(RegionEmbedder embedder, List<SampleSource> sources, Wanted wanted) {
        return new CachedFeatures(caches(embedder, sources, wanted), embedder.tokens(), embedder.width());
    }

    private List<CachedFeatures.Copies> caches(RegionEmbedder embedder, List<SampleSource> sources, Wanted wanted) {
        FeatureCacheWriter writer = new FeatureCacheWriter(
                embedder,
                wanted.coefficients(),
                wanted.folder(),
                Runtime.getRuntime().availableProcessors());
        List<CachedFeatures.Copies> caches = new ArrayList<>();
        for (SampleSource source : sources) {
            boolean both = wanted.changedCopies() && source.split() == Split.TRAIN;
            caches.add(new CachedFeatures.Copies(
                    writer.require(source, false, progress("Features of")),
                    both ? writer.require(source, true, progress("Features of changed")) : null));
        }
        return caches;
    }

    private FeatureCacheWriter.Listener progress(String what) {
        TimeLeft timeLeft = new TimeLeft();
        return (of, done, total, resumed) -> messages.accept(String.format(
                "%s %s/%s: %d of %d images, %s left",
                what, of.name(), of.split().wireName(), done, total, timeLeft.text(done - resumed, total - done)));
    }
}
