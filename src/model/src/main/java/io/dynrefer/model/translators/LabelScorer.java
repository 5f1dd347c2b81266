package io.dynrefer.model.translators;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.dynrefer.model.network.DynReferNetwork;
import io.dynrefer.model.nn.Inference;
import io.dynrefer.model.weights.Preset;
import io.dynrefer.region.FloatMatrix;
import io.dynrefer.region.RegionRepresentation;
import java.util.List;
import java.util.function.BinaryOperator;

/** A label head fed with plain numbers, in pieces of bounded size. Safe for use by several threads. */
public final class LabelScorer {
    /** Texts scored at once; more gain nothing and cost memory. */
    static final int MAX_TEXTS = 512;

    /** Regions scored at once. */
    static final int MAX_REGIONS = 8;

    private final BinaryOperator<NDArray> head;
    private final Preset.Qformer sizes;

    private LabelScorer(DynReferNetwork network, DynReferNetwork.Part part, BinaryOperator<NDArray> head) {
        this.head = head;
        this.sizes = network.preset().qformer();
        network.open(part);
    }

    /** That of D_tag. */
    public static LabelScorer ofTags(DynReferNetwork network) {
        return new LabelScorer(network, DynReferNetwork.Part.TAG_HEAD, network::tags);
    }

    /** That of D_rtc. */
    public static LabelScorer ofContrast(DynReferNetwork network) {
        return new LabelScorer(network, DynReferNetwork.Part.CONTRAST_HEAD, network::contrast);
    }

    /**
     * Scores every text for every region.
     *
     * @param regions what the Q-Former made of them; of another model's shape they are refused
     * @param texts (texts, text width)
     * @return logits (regions, texts)
     */
    public float[][] logits(List<RegionRepresentation> regions, FloatMatrix texts) {
        float[][] logits = new float[regions.size()][texts.rows()];
        for (int region = 0; region < regions.size(); region += MAX_REGIONS) {
            List<RegionRepresentation> batch = regions.subList(region, Math.min(region + MAX_REGIONS, regions.size()));
            for (int text = 0; text < texts.rows(); text += MAX_TEXTS) {
                int count = Math.min(MAX_TEXTS, texts.rows() - text);
                int from = text;
                float[] values = Inference.call(manager -> head.apply(
                                Matrices.regions(manager, batch, sizes), texts(manager, texts, from, count))
                        .toFloatArray()); // (batch, count)
                for (int i = 0; i < batch.size(); i++) {
                    System.arraycopy(values, i * count, logits[region + i], text, count);
                }
            }
        }
        return logits;
    }

    private static NDArray texts(NDManager manager, FloatMatrix texts, int from, int count) {
        float[] values = new float[count * texts.columns()];
        texts.values().get(from * texts.columns(), values);
        return manager.create(values, new Shape(count, texts.columns()));
    }
}
