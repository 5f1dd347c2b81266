package io.dynrefer.model.translators;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.dynrefer.model.network.DynReferNetwork;
import io.dynrefer.model.nn.Inference;
import io.dynrefer.model.weights.Preset;
import io.dynrefer.region.Box;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.FloatMatrix;
import io.dynrefer.region.RegionEncoder;
import io.dynrefer.region.RegionRepresentation;
import io.dynrefer.region.RegionViews;
import io.dynrefer.region.ViewEmbedding;
import java.util.List;
import java.util.stream.IntStream;

/** The region encoder as the rest of the system sees it: view embeddings in, x_v out, all regions of a call at once. */
public final class RegionRepresenter implements RegionEncoder {
    private final String id;
    private final Preset preset;
    private final DynReferNetwork network;

    public RegionRepresenter(String id, DynReferNetwork network) {
        this.id = id;
        this.preset = network.preset();
        this.network = network;
        network.open(DynReferNetwork.Part.REGION_ENCODER);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public int viewCount() {
        return preset.viewCount();
    }

    @Override
    public List<RegionRepresentation> represent(List<RegionViews> regions) {
        regions.forEach(this::check);
        return regions.isEmpty() ? List.of() : Inference.call(manager -> represent(manager, regions));
    }

    private List<RegionRepresentation> represent(NDManager manager, List<RegionViews> regions) {
        List<Box> boxes = regions.stream()
                .flatMap(region -> region.regionInView().stream())
                .toList();
        List<FloatMatrix> tokens = regions.stream()
                .flatMap(region -> region.embeddings().stream())
                .map(ViewEmbedding::tokens)
                .toList();
        NDArray views = Matrices.stack(manager, tokens); // (regions * views, 1 + h*w, width)
        List<FloatMatrix> queries = Matrices.unstack(network.represent(network.cut(views, boxes)));
        return IntStream.range(0, regions.size())
                .mapToObj(i -> new RegionRepresentation(regions.get(i).coefficients(), queries.get(i)))
                .toList();
    }

    private void check(RegionViews region) {
        if (region.embeddings().size() != viewCount()) {
            throw DynReferException.invalid(
                    "views",
                    "The model takes exactly " + viewCount() + " views per region, not "
                            + region.embeddings().size() + ".");
        }
        for (ViewEmbedding view : region.embeddings()) {
            FloatMatrix tokens = view.tokens();
            if (tokens.rows() != preset.tokens()
                    || tokens.columns() != preset.imageEncoder().width()) {
                throw DynReferException.invalid(
                        "views",
                        "A view embedding of this model has " + preset.tokens() + " x "
                                + preset.imageEncoder().width() + " numbers, not " + tokens.rows() + " x "
                                + tokens.columns() + "; it was made by another image encoder.");
            }
        }
    }
}
