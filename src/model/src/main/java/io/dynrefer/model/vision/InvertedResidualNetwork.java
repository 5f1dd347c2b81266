package io.dynrefer.model.vision;

import ai.djl.ndarray.NDArray;
import io.dynrefer.model.nn.Scope;
import io.dynrefer.model.nn.Weights;
import io.dynrefer.model.vision.Convolution.Activation;
import io.dynrefer.model.weights.InvertedResidualSizes;
import io.dynrefer.region.RgbImage;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A network of inverted residual blocks without a head: the maps after each stage, and the features of its last
 * convolution.
 */
public final class InvertedResidualNetwork {
    private static final int CHANNELS = 3;

    private final InvertedResidualSizes.Pixels input;
    private final Convolution stem;
    private final List<List<InvertedResidual>> stages;
    private final Convolution features;

    /**
     * What the network makes of views.
     *
     * @param stages (n, channels, h, w) after each stage, each map as large as the one before or smaller
     * @param features (n, features, h, w) with the size of the last stage
     */
    public record Maps(List<NDArray> stages, NDArray features) {
        public Maps {
            stages = List.copyOf(stages);
        }
    }

    /** @param weights those below {@code visual_encoder} */
    public InvertedResidualNetwork(Weights weights, InvertedResidualSizes sizes) {
        this.input = sizes.pixels();
        this.stem = Convolution.spatial(weights.at("stem"), CHANNELS, sizes.stem(), 2);
        this.stages = new ArrayList<>();
        int inputs = sizes.stem();
        int number = 0;
        for (InvertedResidualSizes.Stage stage : sizes.stages()) {
            List<InvertedResidual> blocks = new ArrayList<>();
            for (int i = 0; i < stage.repeats(); i++) {
                int stride = i == 0 ? stage.stride() : 1;
                Weights block = weights.at("blocks." + number++);
                blocks.add(new InvertedResidual(block, inputs, stage, stride));
                inputs = stage.channels();
            }
            stages.add(List.copyOf(blocks));
        }
        this.features = Convolution.pointwise(weights.at("features"), inputs, sizes.features(), Activation.RELU6);
    }

    /** The channels of a view as this network wants them, {@code (3, height, width)}. */
    public float[] normalize(RgbImage view) {
        int plane = view.width() * view.height();
        ByteBuffer pixels = view.pixels(); // (height, width, 3)
        float scale = (float) input.scale();
        float offset = (float) (input.mean() / input.scale());
        float[] normalized = new float[CHANNELS * plane]; // (3, height, width)
        for (int i = 0; i < plane; i++) {
            for (int channel = 0; channel < CHANNELS; channel++) {
                normalized[channel * plane + i] = (pixels.get(i * CHANNELS + channel) & 0xff) / scale - offset;
            }
        }
        return normalized;
    }

    /** Runs normalised views, (n, 3, size, size). */
    public Maps forward(NDArray pixels) {
        NDArray map = Scope.of(() -> stem.forward(pixels)); // (n, stem, size / 2, size / 2)
        List<NDArray> maps = new ArrayList<>();
        for (List<InvertedResidual> blocks : stages) {
            map = Scope.chain(map, blocks, block -> block::forward);
            maps.add(map);
        }
        NDArray last = map;
        return new Maps(maps, Scope.of(() -> features.forward(last)));
    }
}
