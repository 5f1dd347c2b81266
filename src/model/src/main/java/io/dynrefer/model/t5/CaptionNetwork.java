package io.dynrefer.model.t5;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.dynrefer.model.nn.Layer;
import io.dynrefer.model.nn.Weights;
import io.dynrefer.model.weights.Preset;

/**
 * D_llm's network: the region's queries, projected, then the control words' embeddings plus a learned memory vector,
 * into Flan-T5 (METHOD 4). Names: {@code t5_proj}, {@code cem_memory}, {@code t5_model}. Safe for use by several
 * threads.
 */
public final class CaptionNetwork {
    private final Layer projection;
    private final NDArray memory; // (width)
    private final T5Model model;

    /** Control words as a batch: ids and mask INT64 (n, tokens), the mask 0 on padding. */
    public record Control(NDArray ids, NDArray mask) {
        /** Pads rows of ids on the right to the longest. */
        public static Control padded(NDManager manager, long[][] rows, long padId) {
            int longest = 0;
            for (long[] row : rows) {
                longest = Math.max(longest, row.length);
            }
            long[] ids = new long[rows.length * longest];
            long[] mask = new long[ids.length];
            for (int row = 0; row < rows.length; row++) {
                for (int place = 0; place < longest; place++) {
                    boolean present = place < rows[row].length;
                    ids[row * longest + place] = present ? rows[row][place] : padId;
                    mask[row * longest + place] = present ? 1 : 0;
                }
            }
            Shape shape = new Shape(rows.length, longest);
            return new Control(manager.create(ids, shape), manager.create(mask, shape));
        }
    }

    /** All weights of a checkpoint. */
    public CaptionNetwork(Weights weights, Preset preset) {
        Preset.LanguageModel sizes = preset.languageModel();
        this.projection =
                weights.linear("t5_proj", sizes.width(), preset.qformer().width());
        this.memory = weights.array("cem_memory", sizes.width());
        this.model = new T5Model(weights.at("t5_model"), sizes);
    }

    public T5Model model() {
        return model;
    }

    /**
     * Encodes regions with their control words.
     *
     * @param queries x_v (n, queries, hidden)
     */
    public T5Model.Encoded encode(NDArray queries, Control control) {
        NDManager manager = control.ids().getManager();
        NDArray projected = projection.forward(queries); // (n, queries, width)
        NDArray words = model.embed(control.ids()).add(memory); // (n, tokens, width)
        NDArray embeddings = NDArrays.concat(new NDList(projected, words), 1);
        Shape all = new Shape(queries.getShape().get(0), queries.getShape().get(1));
        NDArray mask = manager.ones(all, DataType.INT64).concat(control.mask(), 1); // (n, queries + tokens)
        return model.encode(embeddings, mask);
    }
}
