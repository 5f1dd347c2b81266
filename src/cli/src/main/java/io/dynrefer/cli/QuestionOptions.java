package io.dynrefer.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dynrefer.referring.WireRequest;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ViewSelection;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is asked about the regions, in the fields of a request; what is not given is left out. */
final class QuestionOptions {
    @Option(
            names = "--task",
            paramLabel = "tags,category,attributes,caption",
            description = "What to ask; all four unless given.")
    private @Nullable String tasks;

    @Option(
            names = "--views",
            paramLabel = "task|image|0,0.1,0.5",
            description =
                    "How views are chosen: what suits the task (default), what the image gains most from, or these.")
    private @Nullable String views;

    @Option(
            names = "--vocabulary",
            paramLabel = "a,b,c",
            description = "The categories to choose from; the model's own unless given.")
    private @Nullable String categories;

    @Option(
            names = "--example",
            paramLabel = "name=photo.jpg:x,y,w,h",
            description = "A region that shows what a category of your own is, beside the words of --vocabulary; may be"
                    + " given several times, also for one name. Without :x,y,w,h it is the whole photo.")
    private List<String> examples = List.of();

    @Option(
            names = "--attributes",
            paramLabel = "color:red,wet",
            description = "The attributes to score, 'type:word' for what a thing has, 'word' for what it is.")
    private @Nullable String attributes;

    @Option(
            names = "--controls",
            paramLabel = "a,b",
            description = "Words that steer the caption; predicted ones do unless given.")
    private @Nullable String controls;

    @Option(names = "--tag-threshold", paramLabel = "<p>", description = "Smallest probability of a tag, 0 to 1.")
    private @Nullable Double tagThreshold;

    @Option(names = "--top-k", paramLabel = "<n>", description = "Most categories and attributes in the answer.")
    private @Nullable Integer topK;

    @Option(names = "--beams", paramLabel = "<n>", description = "Beams of the caption search, 1 to 16.")
    private @Nullable Integer beams;

    @Option(names = "--max-new-tokens", paramLabel = "<n>", description = "Longest caption in tokens, 1 to 128.")
    private @Nullable Integer maxNewTokens;

    @Option(names = "--length-penalty", paramLabel = "<x>", description = "Exponent of the length in a beam's score.")
    private @Nullable Double lengthPenalty;

    @Option(
            names = "--repetition-penalty",
            paramLabel = "<x>",
            description = "At least 1; how much a word that is already there loses.")
    private @Nullable Double repetitionPenalty;

    /** These questions about the regions of {@code where}. */
    WireRequest about(WireRequest where) {
        return new WireRequest(
                null,
                where.regions(),
                where.annotations(),
                where.annotatedSize(),
                tasks == null ? null : words(tasks),
                views == null ? null : ViewSelection.parse(views),
                categories == null && attributes == null && examples.isEmpty() ? where.vocabulary() : vocabulary(),
                controls == null ? null : words(controls),
                finite("--tag-threshold", tagThreshold),
                topK,
                new WireRequest.Caption(
                        beams,
                        maxNewTokens,
                        finite("--length-penalty", lengthPenalty),
                        finite("--repetition-penalty", repetitionPenalty)));
    }

    private @Nullable ObjectNode vocabulary() {
        ObjectNode vocabulary = JsonNodeFactory.instance.objectNode();
        if (categories != null || !examples.isEmpty()) {
            ArrayNode list = vocabulary.putArray("categories");
            if (categories != null) {
                words(categories).forEach(list::add);
            }
            ExampleOptions.addTo(list, examples);
        }
        if (attributes != null) {
            words(attributes).forEach(vocabulary.putArray("attributes")::add);
        }
        return vocabulary.isEmpty() ? null : vocabulary;
    }

    /** The words between commas; nothing at all is an empty list, which the request refuses by name. */
    private static List<String> words(String text) {
        return text.isBlank()
                ? List.of()
                : Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    }

    private static @Nullable Double finite(String option, @Nullable Double number) {
        if (number != null && !Double.isFinite(number)) {
            throw DynReferException.invalid(option, option + " takes a finite number, not " + number + ".");
        }
        return number;
    }
}
