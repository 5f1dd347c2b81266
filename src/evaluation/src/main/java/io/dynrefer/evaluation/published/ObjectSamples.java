package io.dynrefer.evaluation.published;

import io.dynrefer.data.formats.CocoFile;
import io.dynrefer.data.formats.CocoImage;
import io.dynrefer.data.formats.CocoObject;
import io.dynrefer.evaluation.run.BenchmarkSample;
import io.dynrefer.evaluation.run.SampleImage;
import io.dynrefer.region.Box;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/** Samples of a file in COCO's form: every annotated object is one. */
final class ObjectSamples {
    private ObjectSamples() {}

    /**
     * The images that have objects, read while they are used; to be closed.
     *
     * @param box the region of an object that is asked about
     * @param truth what is known of an object
     */
    static <T> Stream<SampleImage<T>> of(
            CocoFile file,
            PublishedImages images,
            BiFunction<CocoImage, CocoObject, Box> box,
            Function<CocoObject, T> truth) {
        return file.images()
                .filter(image -> !image.objects().isEmpty())
                .map(image -> new SampleImage<>(
                        String.valueOf(image.id()),
                        () -> images.read(image.fileName()),
                        image.objects().stream()
                                .map(object -> new BenchmarkSample<>(
                                        String.valueOf(object.id()), box.apply(image, object), truth.apply(object)))
                                .toList()));
    }
}
