package io.dynrefer.model.proposals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.dynrefer.model.nn.Weights;
import io.dynrefer.model.vision.InvertedResidualNetwork;
import io.dynrefer.model.vision.PixelBatch;
import io.dynrefer.model.weights.InvertedResidualSizes;
import io.dynrefer.region.RgbImage;
import java.util.List;
import java.util.function.Function;

/** The maps that a box head reads, of a whole photo. Safe for use by several threads. */
public final class EncoderMaps {
    private final InvertedResidualNetwork network;
    private final Function<NDArray, InvertedResidualNetwork.Maps> fused;
    private final List<Integer> stages;
    private final int imageSize;

    /** @param weights the whole checkpoint: reads {@code visual_encoder} */
    public EncoderMaps(Weights weights, InvertedResidualSizes encoder, int imageSize) {
        this.network = new InvertedResidualNetwork(weights.at("visual_encoder"), encoder);
        this.fused = network.fused(imageSize);
        this.stages = BoxHeadSizes.stages(encoder);
        this.imageSize = imageSize;
    }

    /** The maps of one photo at strides 8, 16 and 32, (1, channels, h, w). */
    public List<NDArray> of(NDManager manager, RgbImage square) {
        if (square.width() != imageSize || square.height() != imageSize) {
            throw new IllegalArgumentException(
                    "a photo must be resized to " + imageSize + "x" + imageSize + " pixels, not " + square.size());
        }
        InvertedResidualNetwork.Maps maps = fused.apply(PixelBatch.of(manager, List.of(square), network::normalize));
        return stages.stream().map(stage -> maps.stages().get(stage)).toList();
    }
}
