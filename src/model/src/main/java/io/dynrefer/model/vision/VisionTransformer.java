package io.dynrefer.model.vision;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.dynrefer.model.nn.Layer;
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
final class VisionTransformer implements ViewNetwork {
    private final VisionTransformerSizes sizes;
    private final Layer patches;
    private final NDArray classToken; // (1, 1, width)
    private final NDArray positions; // (1, 1 + h*w, width)
    private final List<VisionBlock> blocks;
    private final Layer norm;

    /** @param weights the whole checkpoint: reads {@code visual_encoder} and {@code ln_vision} */
    public VisionTransformer(Weights weights, Preset preset) {
        VisionTransformerSizes sizes = VisionTransformerSizes.of(preset);
        int width = sizes.width();
        int patch = preset.patchSize();
        Weights encoder = weights.at("visual_encoder");
        this.sizes = sizes;
        this.patches = encoder.convolution("patch_embed.proj", new Shape(width, 3, patch, patch), patch, 0, 1);
        this.classToken = encoder.array("cls_token", 1, 1, width);
        this.positions = encoder.array("pos_embed", 1, preset.tokens(), width);
        this.blocks = IntStream.range(0, sizes.depth())
                .mapToObj(i -> new VisionBlock(encoder.at("blocks." + i), sizes))
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
            return norm.forward(encoded); // (views, 1 + h*w, width)
        });
    }

    private NDArray embed(NDArray pixels) {
        long views = pixels.getShape().get(0);
        long width = sizes.width();
        NDArray grid = patches.forward(pixels); // (views, width, h, w)
        NDArray cells = grid.reshape(views, width, -1).transpose(0, 2, 1); // (views, h*w, width)
        NDArray start = pixels.getManager().zeros(new Shape(views, 1, width)).add(classToken); // (views, 1, width)
        return start.concat(cells, 1).add(positions); // (views, 1 + h*w, width)
    }
}
