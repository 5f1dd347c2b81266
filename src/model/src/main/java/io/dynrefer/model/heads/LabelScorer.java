package io.dynrefer.model.heads;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.dynrefer.model.nn.Inference;
import io.dynrefer.model.weights.Preset;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.FloatMatrix;
import io.dynrefer.region.RegionRepresentation;
import java.nio.FloatBuffer;
import java.util.List;

/** A label head fed with plain numbers, in pieces of bounded size. Safe for use by several threads. */
public final class LabelScorer {
    /** Texts scored at once; more gain nothing and cost memory. */
    static final int MAX_TEXTS = 512;

    /** Regions scored at once. */
    static final int MAX_REGIONS = 8;

    private final LabelHead head;
    private final Preset.Qformer sizes;

    public LabelScorer(LabelHead head, Preset preset) {
        this.head = head;
        this.sizes = preset.qformer();
    }

    /**
     * Scores every text for every region.
     *
     * @param regions what the Q-Former made of them; of another model's shape they are refused
     * @param texts (texts, text width)
     * @return logits (regions, texts)
     */
    public float[][] logits(List<RegionRepresentation> regions, FloatMatrix texts) {
        regions.forEach(this::check);
        float[][] logits = new float[regions.size()][texts.rows()];
        for (int region = 0; region < regions.size(); region += MAX_REGIONS) {
            List<RegionRepresentation> batch = regions.subList(region, Math.min(region + MAX_REGIONS, regions.size()));
            for (int text = 0; text < texts.rows(); text += MAX_TEXTS) {
                int count = Math.min(MAX_TEXTS, texts.rows() - text);
                int from = text;
                float[] values = Inference.call(manager -> head.forward(
                                regions(manager, batch), head.queries(texts(manager, texts, from, count)))
                        .toFloatArray()); // (batch, count)
                for (int i = 0; i < batch.size(); i++) {
                    System.arraycopy(values, i * count, logits[region + i], text, count);
                }
            }
        }
        return logits;
    }

    private NDArray regions(NDManager manager, List<RegionRepresentation> regions) {
        FloatBuffer values = FloatBuffer.allocate(regions.size() * sizes.queries() * sizes.width());
        regions.forEach(region -> values.put(region.queries().values()));
        return manager.create(values.array(), new Shape(regions.size(), sizes.queries(), sizes.width()));
    }

    private static NDArray texts(NDManager manager, FloatMatrix texts, int from, int count) {
        float[] values = new float[count * texts.columns()];
        texts.values().get(from * texts.columns(), values);
        return manager.create(values, new Shape(count, texts.columns()));
    }

    private void check(RegionRepresentation region) {
        FloatMatrix queries = region.queries();
        if (queries.rows() != sizes.queries() || queries.columns() != sizes.width()) {
            throw DynReferException.invalid(
                    "representation",
                    "A region representation of this model has " + sizes.queries() + " x " + sizes.width()
                            + " numbers, not " + queries.rows() + " x " + queries.columns()
                            + "; it was made by another model.");
        }
    }
}
