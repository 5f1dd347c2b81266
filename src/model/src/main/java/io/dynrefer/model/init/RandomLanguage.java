package io.dynrefer.model.init;

import io.dynrefer.model.weights.ClipTowerSizes;
import io.dynrefer.model.weights.Preset;

/** The language parts of a network with random weights: the CLIP text tower and T5. */
final class RandomLanguage {
    /** Spread of the logits of the next token: enough for a caption to prefer some words. */
    private static final double LOGIT_DEVIATION = 4;

    private RandomLanguage() {}

    static void addTextEncoder(RandomTensors tower, ClipTowerSizes sizes) {
        int width = sizes.width();
        tower.tensor("token_embedding.weight", 0, 1, sizes.vocabularySize(), width);
        tower.tensor("positional_embedding", 0, 0.5, sizes.contextLength(), width);
        for (int i = 0; i < sizes.layers(); i++) {
            RandomTensors block = tower.at("transformer.resblocks." + i);
            block.layerNorm("ln_1", width);
            block.matrix("attn.in_proj_weight", 3L * width, width);
            block.bias("attn.in_proj_bias", 3L * width);
            block.linear("attn.out_proj", width, width);
            block.layerNorm("ln_2", width);
            block.linear("mlp.c_fc", 4L * width, width);
            block.linear("mlp.c_proj", width, 4L * width);
        }
        tower.layerNorm("ln_final", width);
        tower.tensor("text_projection", 0, 1 / Math.sqrt(width), width, sizes.outputWidth());
    }

    static void addCaptionDecoder(RandomTensors root, Preset preset) {
        Preset.LanguageModel sizes = preset.languageModel();
        int width = sizes.width();
        root.linear("t5_proj", width, preset.qformer().width());
        root.tensor("cem_memory", 0, 1, width);
        RandomTensors model = root.at("t5_model");
        model.tensor("shared.weight", 0, 1, sizes.vocabularySize(), width);
        addStack(model.at("encoder"), sizes, sizes.encoderLayers(), 1);
        addStack(model.at("decoder"), sizes, sizes.decoderLayers(), 2);
        model.tensor("lm_head.weight", 0, LOGIT_DEVIATION / Math.sqrt(width), sizes.vocabularySize(), width);
    }

    /** @param attentions 1 for the encoder, 2 for the decoder, which also reads the encoder's output */
    private static void addStack(RandomTensors stack, Preset.LanguageModel sizes, int layers, int attentions) {
        int width = sizes.width();
        for (int i = 0; i < layers; i++) {
            RandomTensors block = stack.at("block." + i);
            for (int attention = 0; attention < attentions; attention++) {
                RandomTensors layer = block.at("layer." + attention);
                addAttention(layer.at(attention == 0 ? "SelfAttention" : "EncDecAttention"), sizes);
                layer.tensor("layer_norm.weight", 1, 0.02, width);
            }
            if (i == 0) {
                block.tensor(
                        "layer.0.SelfAttention.relative_attention_bias.weight",
                        0,
                        0.5,
                        sizes.relativeBuckets(),
                        sizes.heads());
            }
            RandomTensors feedForward = block.at("layer." + attentions);
            feedForward.matrix("DenseReluDense.wi_0.weight", sizes.hidden(), width);
            feedForward.matrix("DenseReluDense.wi_1.weight", sizes.hidden(), width);
            feedForward.matrix("DenseReluDense.wo.weight", width, sizes.hidden());
            feedForward.tensor("layer_norm.weight", 1, 0.02, width);
        }
        stack.tensor("final_layer_norm.weight", 1, 0.02, width);
    }

    /** T5 does not scale its scores, so its queries are smaller instead. */
    private static void addAttention(RandomTensors attention, Preset.LanguageModel sizes) {
        int width = sizes.width();
        long inner = (long) sizes.heads() * sizes.headSize();
        attention.tensor("q.weight", 0, 1 / Math.sqrt((double) width * sizes.headSize()), inner, width);
        attention.matrix("k.weight", inner, width);
        attention.matrix("v.weight", inner, width);
        attention.matrix("o.weight", width, inner);
    }
}
