package io.dynrefer.referring;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which views a request would be answered from; found without the model.
 *
 * @param regions one entry per region of the request, in its order
 */
public record ViewsExplanation(
        ReferResponse.Image image, List<RegionExplanation> regions, Map<String, Double> timingsMs) {
    public ViewsExplanation {
        regions = List.copyOf(regions);
    }

    /**
     * The views of one region.
     *
     * @param bbox the region's bounding box inside the image, {@code [x, y, width, height]} in pixels
     * @param views per task, the views it would see, in order
     * @param candidates the views that the image prior chooses from, smallest t first
     * @param error why there are none; then everything else is absent
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RegionExplanation(
            String id,
            @Nullable List<Double> bbox,
            @Nullable Map<String, List<ReferResponse.ViewUsed>> views,
            @Nullable List<ReferResponse.ViewUsed> candidates,
            @Nullable Problem error) {}
}
