package io.dynrefer.referring;

import com.fasterxml.jackson.databind.JsonNode;
import io.dynrefer.region.CaptionOptions;
import io.dynrefer.region.Task;
import io.dynrefer.region.ViewSelection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/refer} and the parts of its multipart form: what a caller may leave out is null.
 *
 * @param image base64, a {@code data:} URI, or {@code s3://bucket/key} of an allowed bucket; absent where the image
 *     comes as a file of the form
 * @param regions {@code {id, bbox | polygon | rle, bbox_format}} each; ids default to 0, 1, 2, …
 * @param annotations COCO annotations, unchanged, instead of {@code regions}
 * @param tasks task names; default: all
 * @param views {@code "task"} (default), {@code "image"}, or coefficients such as {@code [0, 0.1, 0.5]}
 * @param vocabulary {@code {categories: [...], attributes: [...]}}, or a list of categories
 * @param controls words that steer the captions
 * @param tagThreshold smallest probability of a tag
 * @param topK most categories and attributes in the answer
 * @param caption beam search settings
 */
public record WireRequest(
        @Nullable String image,
        @Nullable List<JsonNode> regions,
        @Nullable List<JsonNode> annotations,
        @Nullable List<String> tasks,
        @Nullable ViewSelection views,
        @Nullable JsonNode vocabulary,
        @Nullable List<String> controls,
        @Nullable Double tagThreshold,
        @Nullable Integer topK,
        @Nullable Caption caption) {

    /** Beam search settings; what is absent is as in {@link CaptionOptions#INTERACTIVE}. */
    public record Caption(
            @Nullable Integer beams,
            @Nullable Integer maxNewTokens,
            @Nullable Double lengthPenalty,
            @Nullable Double repetitionPenalty) {
        CaptionOptions options() {
            CaptionOptions standard = CaptionOptions.INTERACTIVE;
            return new CaptionOptions(
                    beams == null ? standard.beams() : beams,
                    maxNewTokens == null ? standard.maxNewTokens() : maxNewTokens,
                    lengthPenalty == null ? standard.lengthPenalty() : lengthPenalty,
                    repetitionPenalty == null ? standard.repetitionPenalty() : repetitionPenalty);
        }
    }

    /** The request this stands for, about {@code bytes}; anything malformed is a 400 that names the field. */
    public ReferRequest toRequest(EncodedImage bytes) {
        return new ReferRequest(
                bytes,
                RegionsReader.read(regions, annotations),
                taskSet(),
                views == null ? new ViewSelection.ByTask() : views,
                VocabularyReader.read(vocabulary),
                controls == null ? List.of() : controls,
                tagThreshold,
                topK == null ? ReferRequest.DEFAULT_TOP_K : topK,
                caption == null ? CaptionOptions.INTERACTIVE : caption.options());
    }

    private Set<Task> taskSet() {
        if (tasks == null) {
            return Set.of(Task.values());
        }
        Set<Task> set = new LinkedHashSet<>();
        tasks.forEach(name -> set.add(Task.fromWireName(name)));
        return set;
    }
}
