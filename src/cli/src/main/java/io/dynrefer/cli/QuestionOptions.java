package io.dynrefer.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dynrefer.referring.ViewChoice;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ViewSelection;
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
            names = "--attributes",
            paramLabel = "color:red,wet",
            description = "The attributes to score, 'type:word' for what a thing has, 'word' for what it is.")
    private @Nullable String attributes;

    @Option(
            names = "--controls",
            paramLabel = "a,b",
            description = "Words that steer the caption; predicted tags do unless given.")
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

    void addTo(ObjectNode request) {
        if (tasks != null) {
            request.set("tasks", words(request.arrayNode(), tasks));
        }
        if (views != null) {
            addViews(request, ViewChoice.parse(views));
        }
        if (controls != null) {
            request.set("controls", words(request.arrayNode(), controls));
        }
        if (tagThreshold != null) {
            request.put("tag_threshold", finite("--tag-threshold", tagThreshold));
        }
        if (topK != null) {
            request.put("top_k", topK);
        }
        addVocabulary(request);
        addCaption(request);
    }

    private static void addViews(ObjectNode request, ViewSelection selection) {
        if (selection instanceof ViewSelection.Explicit explicit) {
            ArrayNode coefficients = request.putArray("views");
            explicit.coefficients().forEach(coefficients::add);
        } else {
            request.put("views", selection instanceof ViewSelection.ByImage ? "image" : "task");
        }
    }

    private void addVocabulary(ObjectNode request) {
        if (categories == null && attributes == null) {
            return;
        }
        ObjectNode vocabulary = request.putObject("vocabulary");
        if (categories != null) {
            vocabulary.set("categories", words(request.arrayNode(), categories));
        }
        if (attributes != null) {
            vocabulary.set("attributes", words(request.arrayNode(), attributes));
        }
    }

    private void addCaption(ObjectNode request) {
        ObjectNode caption = request.objectNode();
        if (beams != null) {
            caption.put("beams", beams);
        }
        if (maxNewTokens != null) {
            caption.put("max_new_tokens", maxNewTokens);
        }
        if (lengthPenalty != null) {
            caption.put("length_penalty", finite("--length-penalty", lengthPenalty));
        }
        if (repetitionPenalty != null) {
            caption.put("repetition_penalty", finite("--repetition-penalty", repetitionPenalty));
        }
        if (!caption.isEmpty()) {
            request.set("caption", caption);
        }
    }

    /** The words between commas; nothing at all is an empty list, which the request refuses by name. */
    private static ArrayNode words(ArrayNode list, String text) {
        if (!text.isBlank()) {
            for (String word : text.split(",", -1)) {
                list.add(word.strip());
            }
        }
        return list;
    }

    private static double finite(String option, double number) {
        if (!Double.isFinite(number)) {
            throw DynReferException.invalid(option, option + " takes a finite number, not " + number + ".");
        }
        return number;
    }
}
