package io.dynrefer.referring;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.dynrefer.region.Box;
import io.dynrefer.region.ImageDigest;
import io.dynrefer.region.Proposal;
import io.dynrefer.region.ScoredLabel;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a {@link ReferRequest}. Everything but {@code timings_ms} is a function of the request, the weights and
 * what the store held before.
 *
 * @param model which weights answered
 * @param image the image asked about
 * @param defaultVocabulary the model's own words that it was answered with; null where the request brought its own, and
 *     where the model's card does not count them
 * @param regions one entry per region of the request, in its order
 * @param cache what was found in the store and what had to be computed
 * @param warnings what the reader should know, e.g. that the weights are untrained
 * @param timingsMs wall time per stage in milliseconds
 */
public record ReferResponse(
        Model model,
        Image image,
        @Nullable DefaultVocabulary defaultVocabulary,
        List<RegionAnswer> regions,
        Cache cache,
        List<String> warnings,
        Map<String, Double> timingsMs) {
    /** The same answer with only some of its regions, and more to know. */
    ReferResponse with(List<RegionAnswer> some, List<String> more) {
        return new ReferResponse(
                model,
                image,
                defaultVocabulary,
                some,
                cache,
                Stream.concat(warnings.stream(), more.stream()).toList(),
                timingsMs);
    }

    public ReferResponse {
        regions = List.copyOf(regions);
        warnings = List.copyOf(warnings);
    }

    /** Which weights answered: their id (content digest and precision), preset, and whether they were trained. */
    public record Model(String id, String preset, boolean trained) {
        /** Characters of an id that tell models apart. */
        private static final int ID_SHOWN = 16;

        /** The model in one line, e.g. {@code tiny (untrained) 0123456789abcdef}. */
        public String version() {
            return preset + (trained ? " " : " (untrained) ") + id.substring(0, Math.min(ID_SHOWN, id.length()));
        }
    }

    /**
     * The image.
     *
     * @param orientation what was done to it on reading because of its EXIF orientation, e.g. {@code rotated 90
     *     clockwise}
     */
    public record Image(ImageDigest digest, String format, int width, int height, String orientation) {}

    /**
     * The words that were chosen from because the request brought none.
     *
     * @param name of the vocabulary
     * @param categories how many names of things; null where those were not asked, or given
     * @param attributes how many attributes, likewise
     */
    public record DefaultVocabulary(
            String name,
            @Nullable Integer categories,
            @Nullable Integer attributes) {}

    /** Work done and work saved, over all regions of the request. */
    public record Cache(
            int embeddingsComputed,
            int embeddingsFound,
            int representationsComputed,
            int representationsFound,
            int answersFound) {}

    /**
     * What is known about one region; the parts that were not asked for are absent.
     *
     * @param bbox the region's bounding box inside the image, {@code [x, y, width, height]} in pixels
     * @param known how likely it is a thing and no piece of background, in [0, 1]; comes with the category of
     *     calibrated models
     * @param views per task, the views its answer was made from, in order
     * @param proposal the box that was found for it; absent where the region was given
     * @param error why there is no answer; then everything else is absent
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RegionAnswer(
            String id,
            @Nullable List<Double> bbox,
            @Nullable List<ScoredLabel> tags,
            @Nullable List<ScoredLabel> categories,
            @Nullable Double known,
            @Nullable List<ScoredLabel> attributes,
            @Nullable Caption caption,
            @Nullable Map<String, List<ViewUsed>> views,
            @Nullable Proposed proposal,
            @Nullable Problem error) {
        /** What is known about a region that was given. */
        public RegionAnswer(
                String id,
                @Nullable List<Double> bbox,
                @Nullable List<ScoredLabel> tags,
                @Nullable List<ScoredLabel> categories,
                @Nullable Double known,
                @Nullable List<ScoredLabel> attributes,
                @Nullable Caption caption,
                @Nullable Map<String, List<ViewUsed>> views,
                @Nullable Problem error) {
            this(id, bbox, tags, categories, known, attributes, caption, views, null, error);
        }

        static RegionAnswer failed(String id, Problem error) {
            return new RegionAnswer(id, null, null, null, null, null, null, null, error);
        }
    }

    /**
     * A box that was found.
     *
     * @param bbox {@code [x, y, width, height]} in pixels of the image
     * @param score how sure the box head is that a thing fills it, in [0, 1]: an order, not a probability
     */
    public record Proposed(List<Double> bbox, double score) {
        static Proposed of(Proposal proposal) {
            Box box = proposal.box();
            return new Proposed(List.of(box.x1(), box.y1(), box.width(), box.height()), proposal.score());
        }
    }

    /** A caption, its beam score (an order, not a probability) and the control words that steered it. */
    public record Caption(String text, double score, List<String> controlWords) {}

    /**
     * A view an answer was made from.
     *
     * @param t interpolation coefficient: 0 the region, 1 the image
     * @param bbox the crop, {@code [x, y, width, height]} in pixels of the image
     * @param hammingDistance bits of the 64 in which the view's perceptual hash differs from the region's own
     * @param hashGain {@code hammingDistance / t}; 0 for the region's own view
     */
    public record ViewUsed(double t, List<Integer> bbox, int hammingDistance, double hashGain) {}
}
