package io.dynrefer.referring;

import io.dynrefer.region.BoxRegion;
import io.dynrefer.region.CaptionOptions;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ImageSize;
import io.dynrefer.region.Point;
import io.dynrefer.region.Proposal;
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
 * @param controls words that steer the captions; empty means predicted ones do
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

    /**
     * A region with the caller's id for it, which the answer repeats.
     *
     * @param region as it was given; where a point was given, empty until its box is found
     * @param pointed where a point was given, or the region is a proposal: what is known of it; null elsewhere
     */
    public record RegionRequest(
            String id, RegionSpec region, @Nullable Pointed pointed) {
        /** A region that is given. */
        public RegionRequest(String id, RegionSpec region) {
            this(id, region, null);
        }

        /** The thing under a point. */
        public static RegionRequest at(String id, Point point) {
            return new RegionRequest(id, new RegionSpec(null, null, null, null, null), new Pointed.Asked(point));
        }

        /** A box that was proposed. */
        public static RegionRequest of(String id, Proposal proposal) {
            return new RegionRequest(id, RegionSpec.of(new BoxRegion(proposal.box())), new Pointed.Found(proposal));
        }
    }

    /** What is known of a region that nobody drew. */
    public sealed interface Pointed {
        /** A point whose box is still to be found. */
        record Asked(Point point) implements Pointed {}

        /** The box that was proposed. */
        record Found(Proposal proposal) implements Pointed {}

        /** A point under which there is no box. */
        record Missed(Point point) implements Pointed {}
    }

    /** The same about other regions. */
    ReferRequest about(List<RegionRequest> others) {
        return new ReferRequest(
                image,
                others,
                annotatedSize,
                tasks,
                views,
                vocabulary,
                controls,
                tagThreshold,
                steeringThreshold,
                topK,
                caption);
    }

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

    /** The same with other words. */
    ReferRequest with(Vocabulary other) {
        return new ReferRequest(
                image,
                regions,
                annotatedSize,
                tasks,
                views,
                other,
                controls,
                tagThreshold,
                steeringThreshold,
                topK,
                caption);
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
