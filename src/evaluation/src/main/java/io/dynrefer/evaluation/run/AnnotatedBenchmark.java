package io.dynrefer.evaluation.run;

import io.dynrefer.data.AnnotatedImage;
import io.dynrefer.data.AnnotatedRegion;
import io.dynrefer.data.Dataset;

/** A benchmark on data sets in the project's own form: every annotated region is a sample. */
public interface AnnotatedBenchmark extends Benchmark<AnnotatedRegion> {
    @Override
    default Class<AnnotatedRegion> truthType() {
        return AnnotatedRegion.class;
    }

    /**
     * An image and all of its regions as samples.
     *
     * @param prefix of the ids, which tells data sets apart
     */
    static SampleImage<AnnotatedRegion> sampleImage(Dataset dataset, AnnotatedImage image, String prefix) {
        return new SampleImage<>(
                prefix + image.fileName(),
                () -> dataset.pixels().encoded(image),
                image.regions().stream()
                        .map(region -> new BenchmarkSample<>(prefix + region.id(), region.box(), region))
                        .toList());
    }
}
