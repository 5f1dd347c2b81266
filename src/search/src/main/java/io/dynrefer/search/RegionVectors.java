package io.dynrefer.search;

import io.dynrefer.region.Box;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.region.RegionModel;
import io.dynrefer.region.RgbImage;
import io.dynrefer.region.Task;
import io.dynrefer.region.WordSpace;
import io.dynrefer.views.RepresentedRegions;
import java.util.List;

/** Makes vectors of a photo's regions, by the views that the model's prior has for categories and attributes. */
final class RegionVectors {
    private final RegionModel model;
    private final WordSpace space;

    RegionVectors(RegionModel model) {
        this.model = model;
        this.space = space(model);
    }

    /** The space of a model's vectors; without one it is an error that says what to do. */
    static WordSpace space(RegionModel model) {
        return model.contrastiveDecoder()
                .wordSpace()
                .orElseThrow(() -> new DynReferException(
                        ErrorCode.INVALID_REQUEST,
                        "weights",
                        "These weights compare every word with every region by attention, so there is nothing to look up."
                                + " Take weights of a preset with lexical rows, such as models/dynrefer-mini."));
    }

    /** One vector of length 1 per box, in order; a box outside the photo is an error. */
    List<float[]> of(RgbImage photo, List<Box> boxes) {
        RepresentedRegions regions = new RepresentedRegions(model, photo, boxes);
        return space.regions(regions.of(Task.CATEGORY), regions.of(Task.ATTRIBUTES));
    }
}
