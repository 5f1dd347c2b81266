package io.dynrefer.model.init;

import io.dynrefer.model.weights.InvertedResidualSizes;
import io.dynrefer.model.weights.Preset;
import io.dynrefer.model.weights.VisionTransformerSizes;

/** The image encoders of a network with random weights. */
final class RandomVision {
    private RandomVision() {}

    static void addImageEncoder(RandomTensors root, Preset preset) {
        RandomTensors encoder = root.at("visual_encoder");
        if (preset.imageEncoder() instanceof InvertedResidualSizes sizes) {
            addInvertedResiduals(encoder, sizes, preset.lexical() == null);
        } else {
            addTransformer(encoder, preset, VisionTransformerSizes.of(preset));
        }
        root.layerNorm("ln_vision", preset.imageEncoder().width());
    }

    private static void addTransformer(RandomTensors encoder, Preset preset, VisionTransformerSizes sizes) {
        int width = sizes.width();
        int patch = preset.patchSize();
        encoder.tensor("cls_token", 0, 1, 1, 1, width);
        encoder.tensor("pos_embed", 0, 0.5, 1, preset.tokens(), width);
        encoder.tensor("patch_embed.proj.weight", 0, 1 / Math.sqrt(3.0 * patch * patch), width, 3, patch, patch);
        encoder.bias("patch_embed.proj.bias", width);
        for (int i = 0; i < sizes.depth(); i++) {
            RandomTensors block = encoder.at("blocks." + i);
            block.layerNorm("norm1", width);
            block.bias("attn.q_bias", width);
            block.bias("attn.v_bias", width);
            block.matrix("attn.qkv.weight", 3L * width, width);
            block.linear("attn.proj", width, width);
            block.layerNorm("norm2", width);
            block.linear("mlp.fc1", sizes.hidden(), width);
            block.linear("mlp.fc2", width, sizes.hidden());
        }
    }

    /** @param classifier whether it is kept; the lexical memory has it as its keys */
    private static void addInvertedResiduals(RandomTensors encoder, InvertedResidualSizes sizes, boolean classifier) {
        addConvolution(encoder.at("stem"), sizes.stem(), 3, 3);
        int inputs = sizes.stem();
        int number = 0;
        for (InvertedResidualSizes.Stage stage : sizes.stages()) {
            for (int i = 0; i < stage.repeats(); i++) {
                addBlock(encoder.at("blocks." + number++), inputs, stage);
                inputs = stage.channels();
            }
        }
        addConvolution(encoder.at("features"), sizes.features(), inputs, 1);
        sizes.levels().forEach(level -> encoder.linear(level.name(), level.kept(), level.channels()));
        encoder.linear("context", sizes.context(), sizes.features());
        encoder.linear("class_token", sizes.width(), sizes.features());
        if (classifier && sizes.classes() > 0) {
            encoder.linear("classifier", sizes.classes(), sizes.features());
        }
    }

    private static void addBlock(RandomTensors block, int inputs, InvertedResidualSizes.Stage stage) {
        int hidden = inputs * stage.expansion();
        if (stage.expansion() > 1) {
            addConvolution(block.at("expand"), hidden, inputs, 1);
        }
        addConvolution(block.at("depthwise"), hidden, 1, stage.kernel());
        addConvolution(block.at("project"), stage.channels(), hidden, 1);
    }

    /** Keeps the spread of its inputs, half of which a bounded activation cuts off. */
    private static void addConvolution(RandomTensors convolution, long outputs, long inputs, long kernel) {
        double deviation = Math.sqrt(2.0 / (inputs * kernel * kernel));
        convolution.tensor("weight", 0, deviation, outputs, inputs, kernel, kernel);
        convolution.bias("bias", outputs);
    }
}
