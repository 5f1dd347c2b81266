package io.dynrefer.model.t5;

import ai.djl.ndarray.NDArray;
import io.dynrefer.model.nn.Dropout;
import io.dynrefer.model.nn.Layer;
import io.dynrefer.model.nn.Scope;
import io.dynrefer.model.nn.Weights;
import io.dynrefer.model.weights.Preset;
import java.util.ArrayList;
import java.util.List;

/** T5's decoder with its head, which is a matrix of its own (untied). */
final class T5Decoder {
    private final Layer tokens;
    private final RelativePositions positions;
    private final List<T5DecoderBlock> blocks;
    private final Layer finalNorm;
    private final Layer head;
    private final Dropout dropout;

    /** The weights of {@code t5_model}; {@code tokens} is its shared table. */
    T5Decoder(Weights model, Layer tokens, Preset.LanguageModel sizes) {
        Weights weights = model.at("decoder");
        this.tokens = tokens;
        this.positions = T5Model.positions(weights, sizes, RelativePositions.Direction.PAST);
        List<T5DecoderBlock> blocks = new ArrayList<>();
        for (int block = 0; block < sizes.decoderLayers(); block++) {
            blocks.add(new T5DecoderBlock(weights.at("block." + block), sizes));
        }
        this.blocks = List.copyOf(blocks);
        this.finalNorm = weights.rmsNorm("final_layer_norm", sizes.width(), sizes.epsilon());
        this.dropout = weights.dropout();
        this.head = model.linearWithoutBias("lm_head", sizes.vocabularySize(), sizes.width());
    }

    List<T5DecoderBlock> blocks() {
        return blocks;
    }

    /** INT64 (…) to (…, width). */
    NDArray embed(NDArray ids) {
        return tokens.forward(ids);
    }

    RelativePositions positions() {
        return positions;
    }

    /** Hidden states behind the last block to raw scores: (n, tokens, width) to (n, tokens, vocabulary). */
    NDArray logits(NDArray hidden) {
        return head.forward(finalNorm.forward(hidden));
    }

    /**
     * Raw scores of the next token at every place of given texts (teacher forcing).
     *
     * @param ids INT64 (n, tokens), the start token first
     * @param maskBias (n, 1, 1, tokens): 0 where there is a token, a very low number on padding
     * @param encoderOutput (n, source, width)
     * @param crossBias (n, 1, 1, source)
     * @return (n, tokens, vocabulary)
     */
    NDArray forward(NDArray ids, NDArray maskBias, NDArray encoderOutput, NDArray crossBias) {
        int length = Math.toIntExact(ids.getShape().get(1));
        NDArray bias = positions
                .bias(ids.getManager(), 0, length)
                .add(maskBias)
                .add(Masks.future(ids.getManager(), length)); // (n, heads, tokens, tokens)
        NDArray hidden = Scope.chain(
                dropout.forward(embed(ids)),
                blocks,
                block -> input -> block.forward(input, bias, block.encoded(encoderOutput), crossBias));
        return head.forward(dropout.forward(finalNorm.forward(hidden)));
    }
}
