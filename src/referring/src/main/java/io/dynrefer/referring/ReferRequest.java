package io.dynrefer.referring;

import io.dynrefer.region.CaptionOptions;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ImageSize;
import io.dynrefer.region.Task;
import io.dynrefer.region.ViewSelection;
import io.dynrefer.store.RegionSpec;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One image, a list of regions, and what to say about each.
 *
 * @param annotatedSize size of the picture that the regions refer to; null: the upright image
 * @param tasks what to ask about every region; not empty
 * @param views how the views are chosen
 * @param vocabulary the words for category and attributes
 * @param controls words that steer the captions; empty means predicted tags do
 * @param tagThreshold smallest probability of a tag, in [0, 1]; null means the model's own
 * @param steeringThreshold smallest probability of a tag that steers a caption; null means that of an answer
 * @param topK most categories and attributes to answer with, best first; at least 1
 * @param caption beam search settings
 */
public record ReferRequest(
        EncodedImage image,
        List<RegionRequest> regions,
        @Nullable ImageSize annotatedSize,
        Set<Task> tasks,
        ViewSelection views,
        Vocabulary vocabulary,
        List<String> controls,
        @Nullable Double tagThreshold,
        @Nullable Double steeringThreshold,
        int topK,
        CaptionOptions caption) {
    /** Categories and attributes answered with unless a request says otherwise. */
    public static final int DEFAULT_TOP_K = 5;

    /** A region with the caller's id for it, which the answer repeats. */
    public record RegionRequest(String id, RegionSpec region) {}

    /** A request about regions of the upright image. */
    public ReferRequest(
            EncodedImage image,
            List<RegionRequest> regions,
            Set<Task> tasks,
            ViewSelection views,
            Vocabulary vocabulary,
            List<String> controls,
            @Nullable Double tagThreshold,
            @Nullable Double steeringThreshold,
            int topK,
            CaptionOptions caption) {
        this(image, regions, null, tasks, views, vocabulary, controls, tagThreshold, steeringThreshold, topK, caption);
    }

    public ReferRequest {
        regions = List.copyOf(regions);
        tasks = Set.copyOf(tasks);
        controls = List.copyOf(controls);
        if (tagThreshold != null && !(tagThreshold >= 0 && tagThreshold <= 1)) {
            throw DynReferException.invalid(
                    "tag_threshold", "tag_threshold is a probability between 0 and 1, not " + tagThreshold + ".");
        }
        if (topK < 1) {
            throw DynReferException.invalid("top_k", "top_k must be at least 1, not " + topK + ".");
        }
    }
}
