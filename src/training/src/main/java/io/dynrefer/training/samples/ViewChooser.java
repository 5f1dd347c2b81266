package io.dynrefer.training.samples;

import io.dynrefer.region.BoxRegion;
import io.dynrefer.views.ImagePriorPolicy;
import io.dynrefer.views.PlacedRegion;
import io.dynrefer.views.RandomPolicy;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Chooses the views of samples as a configuration says. Not thread-safe. */
public final class ViewChooser {
    private final ViewsConfig config;
    private final int viewCount;
    private final List<SampleSource> sources;
    private final Map<Sample, List<Double>> byImage = new IdentityHashMap<>();

    /** @param sources by number; read only where images decide */
    public ViewChooser(ViewsConfig config, int viewCount, List<SampleSource> sources) {
        config.check(viewCount);
        this.config = config;
        this.viewCount = viewCount;
        this.sources = List.copyOf(sources);
    }

    /** The coefficients of a sample's views; {@code seed} decides where chance does. */
    public List<Double> choose(Sample sample, long seed) {
        return switch (config.mode()) {
            case RANDOM -> random(seed);
            case RANDOM_ASCENDING -> random(seed).stream().sorted().toList();
            case FIXED -> config.fixed();
            case IMAGE -> byImage.computeIfAbsent(sample, this::byImage);
        };
    }

    private List<Double> random(long seed) {
        return new RandomPolicy(seed, config.choices()).select(viewCount);
    }

    private List<Double> byImage(Sample sample) {
        PlacedRegion region = PlacedRegion.of(
                sources.get(sample.source()).pixels().read(sample.image()),
                new BoxRegion(sample.region().box()));
        return ImagePriorPolicy.best(ImagePriorPolicy.candidates(region, config.choices()), viewCount);
    }
}
