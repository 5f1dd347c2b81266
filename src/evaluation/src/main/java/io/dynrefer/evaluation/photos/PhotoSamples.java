package io.dynrefer.evaluation.photos;

import io.dynrefer.data.AnnotatedImage;
import io.dynrefer.data.AnnotatedRegion;
import io.dynrefer.data.Dataset;
import io.dynrefer.evaluation.run.AnnotatedBenchmark;
import io.dynrefer.evaluation.run.SampleImage;
import io.dynrefer.evaluation.run.SampleQuestions;
import java.util.List;
import java.util.stream.Stream;

/** Regions of one data set's photos, and one question about them. */
final class PhotoSamples implements AnnotatedBenchmark {
    private final String name;
    private final Dataset dataset;
    private final List<AnnotatedImage> images;
    private final SampleQuestions questions;

    /**
     * @param name of the question, e.g. {@code own-words}
     * @param images with the regions to ask about
     */
    PhotoSamples(String name, Dataset dataset, List<AnnotatedImage> images, SampleQuestions questions) {
        this.name = name;
        this.dataset = dataset;
        this.images = List.copyOf(images);
        this.questions = questions;
    }

    /** The folder of its answers. */
    String place() {
        return dataset.info().name() + "/" + name;
    }

    @Override
    public String name() {
        return "photos, " + name;
    }

    @Override
    public String identity() {
        return dataset.info().name() + " (" + dataset.info().generator() + "), " + size() + " regions";
    }

    @Override
    public SampleQuestions questions() {
        return questions;
    }

    @Override
    public long size() {
        return images.stream().mapToLong(image -> image.regions().size()).sum();
    }

    @Override
    public Stream<SampleImage<AnnotatedRegion>> images() {
        return images.stream().map(image -> AnnotatedBenchmark.sampleImage(dataset, image, ""));
    }
}
