package io.dynrefer.model.vision;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.dynrefer.model.nn.LayerNorm;
import io.dynrefer.model.nn.Probe;
import io.dynrefer.model.nn.Scope;
import io.dynrefer.model.nn.Weights;
import io.dynrefer.model.weights.Preset;
import io.dynrefer.model.weights.VisionTransformerSizes;
import io.dynrefer.region.RgbImage;
import java.util.List;
import java.util.stream.IntStream;

/**
 * EVA-CLIP's vision transformer with the layer norm {@code ln_vision} behind it (METHOD 3.1): patches and a class
 * token, learned positions, pre-norm blocks, no norm of its own at the end.
 */
public final class VisionTransformer implements ViewNetwork {
    private final VisionTransformerSizes sizes;
    private final int patchSize;
    private final NDArray patchWeight; // (width, 3, patch, patch)
    private final NDArray patchBias; // (width)
    private final NDArray classToken; // (1, 1, width)
    private final NDArray positions; // (1, 1 + h*w, width)
    private final List<VisionBlock> blocks;
    private final LayerNorm norm;
    private final Probe probe;

    /** @param weights the whole checkpoint: reads {@code visual_encoder} and {@code ln_vision} */
    public VisionTransformer(Weights weights, Preset preset, Probe probe) {
        VisionTransformerSizes sizes = VisionTransformerSizes.of(preset);
        int width = sizes.width();
        int patch = preset.patchSize();
        Weights encoder = weights.at("visual_encoder");
        this.sizes = sizes;
        this.patchSize = preset.patchSize();
        this.probe = probe;
        this.patchWeight = encoder.array("patch_embed.proj.weight", width, 3, patch, patch);
        this.patchBias = encoder.array("patch_embed.proj.bias", width);
        this.classToken = encoder.array("cls_token", 1, 1, width);
        this.positions = encoder.array("pos_embed", 1, preset.tokens(), width);
        this.blocks = IntStream.range(0, sizes.depth())
                .mapToObj(i -> new VisionBlock(encoder.at("blocks." + i), sizes, probe.at("vit"), "block" + i))
                .toList();
        this.norm = weights.layerNorm("ln_vision", width, preset.lnVisionEpsilon());
    }

    @Override
    public float[] normalize(RgbImage view) {
        return ClipNormalization.apply(view);
    }

    @Override
    public NDArray forward(NDArray pixels) {
        return Scope.of(() -> {
            NDArray encoded = Scope.chain(embed(pixels), blocks, block -> block::forward);
            NDArray normalized = norm.forward(encoded); // (views, 1 + h*w, width)
            probe.record("ln_vision", normalized);
            return normalized;
        });
    }

    private NDArray embed(NDArray pixels) {
        long views = pixels.getShape().get(0);
        long width = sizes.width();
        Shape stride = new Shape(patchSize, patchSize);
        NDArray grid = pixels.getNDArrayInternal()
                .convolution(pixels, patchWeight, patchBias, stride, new Shape(0, 0), new Shape(1, 1), 1)
                .head(); // (views, width, h, w)
        NDArray patches = grid.reshape(views, width, -1).transpose(0, 2, 1); // (views, h*w, width)
        probe.record("vit.patch_embed", patches);
        NDArray start = pixels.getManager().zeros(new Shape(views, 1, width)).add(classToken); // (views, 1, width)
        NDArray tokens = start.concat(patches, 1).add(positions); // (views, 1 + h*w, width)
        probe.record("vit.embeddings_with_pos", tokens);
        return tokens;
    }
}
