package io.dynrefer.views;

import io.dynrefer.region.BatchSizes;
import io.dynrefer.region.Box;
import io.dynrefer.region.BoxRegion;
import io.dynrefer.region.ModelCard;
import io.dynrefer.region.PixelBox;
import io.dynrefer.region.RegionModel;
import io.dynrefer.region.RegionRepresentation;
import io.dynrefer.region.RegionViews;
import io.dynrefer.region.RgbImage;
import io.dynrefer.region.Task;
import io.dynrefer.region.ViewEmbedding;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Regions of one photo as a model represents them for its tasks, by the task prior; each crop is encoded once. For
 * those who ask a model itself and no function. Not safe for use by several threads.
 */
public final class RepresentedRegions {
    private final RegionModel model;
    private final ViewGenerator generator;
    private final RgbImage photo;
    private final List<PlacedRegion> regions;
    private final Map<PixelBox, ViewEmbedding> embeddings = new HashMap<>();
    private final Map<List<Double>, List<RegionRepresentation>> represented = new HashMap<>();

    /** @param boxes in pixels of the photo; one outside it is an error, as in {@link ViewGeometry#regionBox} */
    public RepresentedRegions(RegionModel model, RgbImage photo, List<Box> boxes) {
        ModelCard card = model.card();
        ImageHashes hashes = new ImageHashes(photo);
        this.model = model;
        this.generator = new ViewGenerator(card.viewCount(), card.viewSize());
        this.photo = photo;
        this.regions = boxes.stream()
                .map(box -> PlacedRegion.of(hashes, new BoxRegion(box)))
                .toList();
    }

    /** One representation per region, in order. */
    public List<RegionRepresentation> of(Task task) {
        return represented.computeIfAbsent(model.card().views(task), this::represent);
    }

    private List<RegionRepresentation> represent(List<Double> coefficients) {
        List<PixelBox> missing = regions.stream()
                .flatMap(region -> coefficients.stream().map(region::crop))
                .distinct()
                .filter(crop -> !embeddings.containsKey(crop))
                .toList();
        List<ViewEmbedding> encoded = BatchSizes.inBatches(
                BatchSizes.DEFAULT.crops(),
                missing,
                crops -> model.imageEncoder()
                        .encode(crops.stream()
                                .map(crop -> generator.crop(photo, crop))
                                .toList()));
        for (int i = 0; i < missing.size(); i++) {
            embeddings.put(missing.get(i), encoded.get(i));
        }
        List<RegionViews> views = regions.stream()
                .map(region -> new RegionViews(
                        coefficients,
                        coefficients.stream()
                                .map(t -> Objects.requireNonNull(embeddings.get(region.crop(t))))
                                .toList(),
                        coefficients.stream()
                                .map(t ->
                                        ViewGeometry.regionInView(region.crop(0), region.crop(t), generator.viewSize()))
                                .toList()))
                .toList();
        return BatchSizes.inBatches(BatchSizes.DEFAULT.regions(), views, model.regionEncoder()::represent);
    }
}
