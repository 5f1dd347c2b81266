package io.dynrefer.model.t5;

import ai.djl.ndarray.NDArray;
import io.dynrefer.model.nn.Dropout;
import io.dynrefer.model.nn.Embedding;
import io.dynrefer.model.nn.Linear;
import io.dynrefer.model.nn.Probe;
import io.dynrefer.model.nn.Scope;
import io.dynrefer.model.nn.Weights;
import io.dynrefer.model.weights.Preset;
import java.util.ArrayList;
import java.util.List;

/** T5's decoder with its head, which is a matrix of its own (untied). */
final class T5Decoder {
    private final Embedding tokens;
    private final RelativePositions positions;
    private final List<T5DecoderBlock> blocks;
    private final RmsNorm finalNorm;
    private final Linear head;
    private final Dropout dropout;
    private final Probe probe;

    /** The weights of {@code t5_model}; {@code tokens} is its shared table. */
    T5Decoder(Weights model, Embedding tokens, Preset.LanguageModel sizes, Probe probe) {
        Weights weights = model.at("decoder");
        this.probe = probe;
        this.tokens = tokens;
        this.positions = T5Model.positions(weights, sizes, RelativePositions.Direction.PAST);
        List<T5DecoderBlock> blocks = new ArrayList<>();
        for (int block = 0; block < sizes.decoderLayers(); block++) {
            blocks.add(new T5DecoderBlock(weights.at("block." + block), sizes));
        }
        this.blocks = List.copyOf(blocks);
        this.finalNorm = new RmsNorm(weights.array("final_layer_norm.weight", sizes.width()), sizes.epsilon());
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
        int[] number = {0};
        NDArray hidden = Scope.chain(dropout.forward(embed(ids)), blocks, block -> input -> {
            probe.record("decoder_hidden" + number[0]++, input);
            return block.forward(input, bias, block.encoded(encoderOutput), crossBias);
        });
        NDArray normed = finalNorm.forward(hidden);
        probe.record("decoder_hidden" + number[0], normed);
        return head.forward(dropout.forward(normed));
    }
}
