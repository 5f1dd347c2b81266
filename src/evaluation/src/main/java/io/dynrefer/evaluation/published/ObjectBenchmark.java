package io.dynrefer.evaluation.published;

import io.dynrefer.data.formats.CocoFile;
import io.dynrefer.data.formats.CocoImage;
import io.dynrefer.data.formats.CocoObject;
import io.dynrefer.evaluation.run.BenchmarkSample;
import io.dynrefer.evaluation.run.SampleImage;
import io.dynrefer.evaluation.run.SampleQuestions;
import io.dynrefer.region.Box;
import java.util.List;
import java.util.stream.Stream;

/** A benchmark on a file in COCO's form: every annotated object is a sample. */
abstract sealed class ObjectBenchmark<T> implements PublishedBenchmark<T> permits CocoBenchmark, OvadBenchmark {
    private final CocoFile file;
    private final PublishedImages images;
    private final SampleQuestions questions;

    ObjectBenchmark(CocoFile file, PublishedImages images, SampleQuestions questions) {
        this.file = file;
        this.images = images;
        this.questions = questions;
    }

    /** The photos of COCO's validation set, which both ask about. */
    static PublishedImages validationImages(BenchmarkFiles files) {
        return PublishedImages.of(files, List.of("val2017", "images", "."), "COCO's site (2017 validation images)");
    }

    /** The region of an object that is asked about. */
    abstract Box box(CocoImage image, CocoObject object);

    /** What is known of an object. */
    abstract T truth(CocoObject object);

    @Override
    public final SampleQuestions questions() {
        return questions;
    }

    @Override
    public final long size() {
        return file.annotationCount();
    }

    /** The images that have objects, read while they are used; to be closed. */
    @Override
    public final Stream<SampleImage<T>> images() {
        return file.images()
                .filter(image -> !image.objects().isEmpty())
                .map(image -> new SampleImage<>(
                        String.valueOf(image.id()),
                        () -> images.read(image.fileName()),
                        image.objects().stream()
                                .map(object -> new BenchmarkSample<>(
                                        String.valueOf(object.id()), box(image, object), truth(object)))
                                .toList()));
    }

    @Override
    public final void close() {
        file.close();
    }
}
