package io.dynrefer;

import io.dynrefer.referring.EncodedImage;
import io.dynrefer.referring.Example;
import io.dynrefer.referring.ReferRequest;
import io.dynrefer.referring.ReferRequest.RegionRequest;
import io.dynrefer.referring.Vocabulary;
import io.dynrefer.region.Attribute;
import io.dynrefer.region.CaptionOptions;
import io.dynrefer.region.Region;
import io.dynrefer.region.Task;
import io.dynrefer.region.ViewSelection;
import io.dynrefer.store.RegionSpec;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What is asked about every region of an image, e.g. {@code Questions.ask().category("cup", "mug").caption()}. Each
 * method returns these questions and one more.
 *
 * @param tasks what is asked
 * @param views how the views of a region are chosen
 * @param vocabulary the words for category and attributes
 * @param controls words that steer the captions; empty means predicted ones do
 * @param tagThreshold smallest probability of a tag, in [0, 1]; null means the model's own
 * @param topK most categories and attributes to answer with, best first; at least 1
 * @param search how captions are searched
 */
public record Questions(
        Set<Task> tasks,
        ViewSelection views,
        Vocabulary vocabulary,
        List<String> controls,
        @Nullable Double tagThreshold,
        int topK,
        CaptionOptions search) {
    public Questions {
        tasks = Set.copyOf(tasks);
        controls = List.copyOf(controls);
    }

    /** No question yet. */
    public static Questions ask() {
        return of(Set.of());
    }

    /** All four tasks, with the model's own words. */
    public static Questions all() {
        return of(Set.of(Task.values()));
    }

    private static Questions of(Set<Task> tasks) {
        return new Questions(
                tasks,
                new ViewSelection.ByTask(),
                Vocabulary.BUILT_IN,
                List.of(),
                null,
                ReferRequest.DEFAULT_TOP_K,
                CaptionOptions.INTERACTIVE);
    }

    /** What the region shows: the tags more probable than the model's own threshold. */
    public Questions tags() {
        return new Questions(and(Task.TAGS), views, vocabulary, controls, null, topK, search);
    }

    /** What the region shows: the tags with a probability above {@code threshold}, in [0, 1]. */
    public Questions tags(double threshold) {
        return new Questions(and(Task.TAGS), views, vocabulary, controls, threshold, topK, search);
    }

    /** Which of these words fit the region, best first; without words, which of the model's own. */
    public Questions category(String... words) {
        Vocabulary asked = new Vocabulary(List.of(words), vocabulary.attributes());
        for (Map.Entry<String, List<Example>> shown : vocabulary.examples().entrySet()) {
            asked = asked.withExamples(shown.getKey(), shown.getValue());
        }
        return new Questions(and(Task.CATEGORY), views, asked, controls, tagThreshold, topK, search);
    }

    /**
     * Whether the region is what these examples show, beside the words and other examples of {@link #category}. Without
     * words, it is one of the examples' names that fits best.
     *
     * @param name what answers call it; the model does not read it
     * @param examples 1 to 32 regions, of this image or others
     */
    public Questions example(String name, Example... examples) {
        Vocabulary asked = vocabulary.withExamples(name, List.of(examples));
        return new Questions(and(Task.CATEGORY), views, asked, controls, tagThreshold, topK, search);
    }

    /**
     * Which of these attributes the region has, best first; without any, which of the model's own. {@code color:red} is
     * something that a thing has, {@code wet} something that it is ({@link Attribute#parse}).
     */
    public Questions attributes(String... names) {
        List<Attribute> attributes = Arrays.stream(names).map(Attribute::parse).toList();
        Vocabulary asked =
                new Vocabulary(vocabulary.categories(), attributes, vocabulary.labels(), vocabulary.examples());
        return new Questions(and(Task.ATTRIBUTES), views, asked, controls, tagThreshold, topK, search);
    }

    /** A sentence about the region, steered by these words; without words, by the tags that the model finds. */
    public Questions caption(String... controls) {
        return new Questions(and(Task.CAPTION), views, vocabulary, List.of(controls), tagThreshold, topK, search);
    }

    /** The same with views chosen in this way. */
    public Questions views(ViewSelection selection) {
        return new Questions(tasks, selection, vocabulary, controls, tagThreshold, topK, search);
    }

    /** The same with at most so many categories and attributes in an answer. */
    public Questions topK(int most) {
        return new Questions(tasks, views, vocabulary, controls, tagThreshold, most, search);
    }

    /** The same with captions searched in this way. */
    public Questions search(CaptionOptions options) {
        return new Questions(tasks, views, vocabulary, controls, tagThreshold, topK, options);
    }

    private Set<Task> and(Task task) {
        Set<Task> more = EnumSet.of(task);
        more.addAll(tasks);
        return more;
    }

    /** These questions about regions of an image; their ids are 0, 1, 2, … */
    ReferRequest about(EncodedImage image, List<Region> regions) {
        List<RegionRequest> requests = IntStream.range(0, regions.size())
                .mapToObj(id -> new RegionRequest(String.valueOf(id), RegionSpec.of(regions.get(id))))
                .toList();
        return new ReferRequest(image, requests, tasks, views, vocabulary, controls, tagThreshold, null, topK, search);
    }
}
