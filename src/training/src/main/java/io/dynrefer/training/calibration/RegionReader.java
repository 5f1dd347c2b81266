package io.dynrefer.training.calibration;

import io.dynrefer.data.AnnotatedImage;
import io.dynrefer.data.AnnotatedRegion;
import io.dynrefer.region.BatchSizes;
import io.dynrefer.region.BoxRegion;
import io.dynrefer.region.ModelCard;
import io.dynrefer.region.PixelBox;
import io.dynrefer.region.RegionModel;
import io.dynrefer.region.RegionRepresentation;
import io.dynrefer.region.RegionViews;
import io.dynrefer.region.RgbImage;
import io.dynrefer.region.Task;
import io.dynrefer.region.ViewEmbedding;
import io.dynrefer.views.PlacedRegion;
import io.dynrefer.views.ViewGenerator;
import io.dynrefer.views.ViewGeometry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A photo's things and background as a model represents them for a task, by the task prior; each crop is encoded once.
 */
final class RegionReader {
    private final RegionModel model;
    private final ViewGenerator generator;
    private final RgbImage pixels;
    private final List<PlacedRegion> regions;
    private final Map<PixelBox, ViewEmbedding> embeddings = new HashMap<>();
    private final Map<List<Double>, List<RegionRepresentation>> represented = new HashMap<>();

    RegionReader(RegionModel model, CalibrationPhoto photo) {
        ModelCard card = model.card();
        this.model = model;
        this.generator = new ViewGenerator(card.viewCount(), card.viewSize());
        AnnotatedImage both = photo.both();
        this.pixels = photo.dataset().pixels().read(both);
        this.regions = both.regions().stream()
                .map(AnnotatedRegion::box)
                .map(box -> PlacedRegion.of(pixels, new BoxRegion(box)))
                .toList();
    }

    /** One representation per region of the photo, in order. */
    List<RegionRepresentation> of(Task task) {
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
                                .map(crop -> generator.crop(pixels, crop))
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
