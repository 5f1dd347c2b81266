package io.dynrefer.search;

import io.dynrefer.region.BatchSizes;
import io.dynrefer.region.Box;
import io.dynrefer.region.BoxRegion;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.region.PixelBox;
import io.dynrefer.region.RegionModel;
import io.dynrefer.region.RegionRepresentation;
import io.dynrefer.region.RegionViews;
import io.dynrefer.region.RgbImage;
import io.dynrefer.region.Task;
import io.dynrefer.region.ViewEmbedding;
import io.dynrefer.region.WordSpace;
import io.dynrefer.views.ImageHashes;
import io.dynrefer.views.PlacedRegion;
import io.dynrefer.views.ViewGenerator;
import io.dynrefer.views.ViewGeometry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Makes vectors of a photo's regions, by the views that the model's prior has for categories and attributes. */
final class RegionVectors {
    private final RegionModel model;
    private final WordSpace space;
    private final ViewGenerator generator;

    RegionVectors(RegionModel model) {
        this.model = model;
        this.space = space(model);
        this.generator =
                new ViewGenerator(model.card().viewCount(), model.card().viewSize());
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
        ImageHashes hashes = new ImageHashes(photo);
        List<PlacedRegion> regions = boxes.stream()
                .map(box -> PlacedRegion.of(hashes, new BoxRegion(box)))
                .toList();
        Map<PixelBox, ViewEmbedding> embedded = new HashMap<>();
        List<Double> categoryViews = model.card().views(Task.CATEGORY);
        List<Double> attributeViews = model.card().views(Task.ATTRIBUTES);
        List<RegionRepresentation> categories = represent(photo, regions, categoryViews, embedded);
        List<RegionRepresentation> attributes =
                attributeViews.equals(categoryViews) ? categories : represent(photo, regions, attributeViews, embedded);
        return space.regions(categories, attributes);
    }

    private List<RegionRepresentation> represent(
            RgbImage photo,
            List<PlacedRegion> regions,
            List<Double> coefficients,
            Map<PixelBox, ViewEmbedding> embedded) {
        List<PixelBox> missing = regions.stream()
                .flatMap(region -> coefficients.stream().map(region::crop))
                .distinct()
                .filter(crop -> !embedded.containsKey(crop))
                .toList();
        List<ViewEmbedding> made = BatchSizes.inBatches(
                BatchSizes.DEFAULT.crops(),
                missing,
                crops -> model.imageEncoder()
                        .encode(crops.stream()
                                .map(crop -> generator.crop(photo, crop))
                                .toList()));
        for (int i = 0; i < missing.size(); i++) {
            embedded.put(missing.get(i), made.get(i));
        }
        List<RegionViews> views = regions.stream()
                .map(region -> new RegionViews(
                        coefficients,
                        coefficients.stream()
                                .map(t -> Objects.requireNonNull(embedded.get(region.crop(t))))
                                .toList(),
                        coefficients.stream()
                                .map(t ->
                                        ViewGeometry.regionInView(region.crop(0), region.crop(t), generator.viewSize()))
                                .toList()))
                .toList();
        return BatchSizes.inBatches(BatchSizes.DEFAULT.regions(), views, model.regionEncoder()::represent);
    }
}
