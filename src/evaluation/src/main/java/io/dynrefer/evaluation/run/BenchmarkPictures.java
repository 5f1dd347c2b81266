package io.dynrefer.evaluation.run;

import io.dynrefer.region.RgbImage;
import io.dynrefer.views.image.ImageLimits;
import io.dynrefer.views.image.ImageReader;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The pixels of a few images of a benchmark, for pictures of its answers. */
public final class BenchmarkPictures {
    private BenchmarkPictures() {}

    /** Reads the images with these ids. */
    public static <T> Map<String, RgbImage> read(Benchmark<T> benchmark, Set<String> ids) {
        ImageReader reader = new ImageReader(ImageLimits.DEFAULT);
        Map<String, RgbImage> pictures = new HashMap<>();
        try (Stream<SampleImage<T>> images = benchmark.images()) {
            images.filter(image -> ids.contains(image.id()))
                    .forEach(image -> pictures.put(
                            image.id(), reader.read(image.encoded().get()).image()));
        }
        return pictures;
    }
}
