package io.dynrefer.model.represent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.dynrefer.model.nn.Inference;
import io.dynrefer.model.weights.Preset;
import io.dynrefer.region.Box;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.FloatMatrix;
import io.dynrefer.region.RegionEncoder;
import io.dynrefer.region.RegionRepresentation;
import io.dynrefer.region.RegionViews;
import io.dynrefer.region.ViewEmbedding;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The region encoder as the rest of the system sees it: view embeddings in, x_v out, in batches of bounded size. */
public final class RegionRepresenter implements RegionEncoder {
    /** Regions represented at once. */
    static final int MAX_BATCH = 8;

    private final String id;
    private final Preset preset;
    private final ViewFusion fusion;
    private final QueryTransformer queryTransformer;

    public RegionRepresenter(String id, Preset preset, ViewFusion fusion, QueryTransformer queryTransformer) {
        this.id = id;
        this.preset = preset;
        this.fusion = fusion;
        this.queryTransformer = queryTransformer;
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
        List<RegionRepresentation> representations = new ArrayList<>(regions.size());
        for (int start = 0; start < regions.size(); start += MAX_BATCH) {
            List<RegionViews> batch = regions.subList(start, Math.min(start + MAX_BATCH, regions.size()));
            representations.addAll(Inference.call(manager -> represent(manager, batch)));
        }
        return representations;
    }

    private List<RegionRepresentation> represent(NDManager manager, List<RegionViews> regions) {
        List<Box> boxes = regions.stream()
                .flatMap(region -> region.regionInView().stream())
                .toList();
        NDArray fused = fusion.forward(tokens(manager, regions), boxes); // (regions, 1 + size*size, width)
        NDArray queries = queryTransformer.forward(fused); // (regions, queries, width)
        float[] values = queries.toFloatArray();
        int length = values.length / regions.size();
        List<RegionRepresentation> representations = new ArrayList<>();
        for (int i = 0; i < regions.size(); i++) {
            float[] region = Arrays.copyOfRange(values, i * length, (i + 1) * length);
            representations.add(new RegionRepresentation(
                    regions.get(i).coefficients(),
                    new FloatMatrix(preset.qformer().queries(), preset.qformer().width(), region)));
        }
        return representations;
    }

    private NDArray tokens(NDManager manager, List<RegionViews> regions) {
        int width = preset.imageEncoder().width();
        Shape shape = new Shape((long) regions.size() * viewCount(), preset.tokens(), width);
        ByteBuffer bytes = ByteBuffer.allocateDirect(Math.multiplyExact((int) shape.size(), Float.BYTES))
                .order(ByteOrder.nativeOrder());
        FloatBuffer values = bytes.asFloatBuffer();
        for (RegionViews region : regions) {
            region.embeddings().forEach(view -> values.put(view.tokens().values()));
        }
        return manager.create(bytes, shape, DataType.FLOAT32);
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
