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

/** A label head fed with plain numbers, all regions of a call at once. Safe for use by several threads. */
public final class LabelScorer {
    private final BinaryOperator<NDArray> head;
    private final Preset preset;
    private final int textsAtOnce;

    private LabelScorer(
            DynReferNetwork network, DynReferNetwork.Part part, BinaryOperator<NDArray> head, int textsAtOnce) {
        this.head = head;
        this.textsAtOnce = textsAtOnce;
        this.preset = network.preset();
        network.open(part);
    }

    /** That of D_tag, which compares with so many texts in one pass. */
    public static LabelScorer ofTags(DynReferNetwork network, int textsAtOnce) {
        return new LabelScorer(network, DynReferNetwork.Part.TAG_HEAD, network::tags, textsAtOnce);
    }

    /** That of D_rtc for categories, likewise. */
    public static LabelScorer ofCategories(DynReferNetwork network, int textsAtOnce) {
        return new LabelScorer(network, DynReferNetwork.Part.CONTRAST_HEAD, network::categories, textsAtOnce);
    }

    /** That of D_rtc for attributes, likewise. */
    public static LabelScorer ofAttributes(DynReferNetwork network, int textsAtOnce) {
        return new LabelScorer(network, DynReferNetwork.Part.CONTRAST_HEAD, network::attributes, textsAtOnce);
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
        for (int text = 0; !regions.isEmpty() && text < texts.rows(); text += textsAtOnce) {
            int count = Math.min(textsAtOnce, texts.rows() - text);
            int from = text;
            float[] values = Inference.call(manager -> head.apply(
                            Matrices.regions(manager, regions, preset), texts(manager, texts, from, count))
                    .toFloatArray()); // (regions, count)
            for (int region = 0; region < regions.size(); region++) {
                System.arraycopy(values, region * count, logits[region], text, count);
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
