package io.dynrefer.evaluation.scenes;

import io.dynrefer.data.AnnotatedImage;
import io.dynrefer.data.AnnotatedRegion;
import io.dynrefer.data.Dataset;
import io.dynrefer.data.Split;
import io.dynrefer.evaluation.run.AnnotatedBenchmark;
import io.dynrefer.evaluation.run.SampleImage;
import io.dynrefer.evaluation.run.SampleQuestions;
import io.dynrefer.region.Attribute;
import io.dynrefer.region.CaptionOptions;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One split of one or more data sets in the project's own form. */
public final class SceneBenchmark implements AnnotatedBenchmark {
    private final List<Dataset> datasets;
    private final Split split;
    private final int limit;
    private final SceneVocabulary vocabulary;
    private final SampleQuestions questions;
    private final List<List<AnnotatedImage>> images; // by data set

    /**
     * Reads the annotations.
     *
     * @param tasks what to ask
     * @param limit most images of each data set, spread evenly over it; at least 1
     */
    public SceneBenchmark(List<Dataset> datasets, Split split, Set<Task> tasks, int limit) {
        if (limit < 1) {
            throw DynReferException.invalid("--limit", "--limit must be at least 1, not " + limit + ".");
        }
        this.datasets = List.copyOf(datasets);
        this.split = split;
        this.limit = limit;
        this.vocabulary = SceneVocabulary.union(
                datasets.stream().map(dataset -> dataset.info().vocabulary()).toList());
        this.questions = new SampleQuestions(
                tasks,
                vocabulary.categories(),
                vocabulary.attributes().stream().map(Attribute::parse).toList(),
                CaptionOptions.EVALUATION,
                null);
        this.images = datasets.stream().map(this::annotated).toList();
    }

    private List<AnnotatedImage> annotated(Dataset dataset) {
        List<AnnotatedImage> all = dataset.images(split).stream()
                .filter(image -> !image.regions().isEmpty())
                .toList();
        if (all.size() <= limit) {
            return all;
        }
        List<AnnotatedImage> spread = new ArrayList<>();
        for (int i = 0; i < limit; i++) {
            spread.add(all.get((int) ((long) i * all.size() / limit)));
        }
        return spread;
    }

    public SceneVocabulary vocabulary() {
        return vocabulary;
    }

    @Override
    public String name() {
        return "scenes";
    }

    @Override
    public String identity() {
        return datasets.stream()
                        .map(dataset ->
                                dataset.info().name() + " (" + dataset.info().generator() + ", seed "
                                        + dataset.info().seed() + ")")
                        .collect(Collectors.joining(", "))
                + "; " + split.wireName() + "; " + size() + " regions";
    }

    @Override
    public SampleQuestions questions() {
        return questions;
    }

    @Override
    public long size() {
        return images.stream()
                .flatMap(List::stream)
                .mapToLong(image -> image.regions().size())
                .sum();
    }

    @Override
    public Stream<SampleImage<AnnotatedRegion>> images() {
        List<Stream<SampleImage<AnnotatedRegion>>> streams = new ArrayList<>();
        for (int i = 0; i < datasets.size(); i++) {
            Dataset dataset = datasets.get(i);
            String prefix = dataset.info().name() + "/";
            streams.add(images.get(i).stream().map(image -> AnnotatedBenchmark.sampleImage(dataset, image, prefix)));
        }
        return streams.stream().flatMap(stream -> stream);
    }
}
