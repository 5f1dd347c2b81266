package io.dynrefer.model.vision;

import ai.djl.ndarray.NDArray;
import io.dynrefer.model.nn.Convolution;
import io.dynrefer.model.nn.Convolution.Activation;
import io.dynrefer.model.nn.Convolutions;
import io.dynrefer.model.nn.FusedConvolutions;
import io.dynrefer.model.nn.Weights;
import io.dynrefer.model.weights.InvertedResidualSizes;
import io.dynrefer.region.RgbImage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A network of inverted residual blocks without a head: the maps after each stage, and the features of its last
 * convolution.
 */
public final class InvertedResidualNetwork {
    private static final int CHANNELS = 3;

    private final PixelTable table;
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

        private static Maps of(List<NDArray> maps) {
            return new Maps(maps.subList(0, maps.size() - 1), maps.get(maps.size() - 1));
        }
    }

    /** @param weights those below {@code visual_encoder} */
    public InvertedResidualNetwork(Weights weights, InvertedResidualSizes sizes) {
        float scale = (float) sizes.pixels().scale();
        float offset = (float) (sizes.pixels().mean() / sizes.pixels().scale());
        this.table = new PixelTable((channel, value) -> value / scale - offset);
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
        return table.apply(view);
    }

    /** Runs normalised views, (n, 3, size, size), of any size. */
    public Maps forward(NDArray pixels) {
        return Maps.of(run(Convolutions.EAGER, pixels));
    }

    /** The same for views of one size at the engine's speed, where it can; without gradients. */
    public Function<NDArray, Maps> fused(int size) {
        return FusedConvolutions.compile(size, this::run)
                .<Function<NDArray, Maps>>map(compiled -> pixels -> Maps.of(compiled.run(pixels)))
                .orElse(this::forward);
    }

    /** The maps after each of the first {@code count} stages. */
    List<NDArray> first(NDArray pixels, int count) {
        return through(Convolutions.EAGER, start(Convolutions.EAGER, pixels), stages.subList(0, count));
    }

    /** What all blocks but the last of a stage make of the map before it. */
    NDArray opened(NDArray map, int stage) {
        List<InvertedResidual> blocks = stages.get(stage);
        return blocks.size() == 1
                ? map
                : through(Convolutions.EAGER, map, List.of(blocks.subList(0, blocks.size() - 1)))
                        .get(0);
    }

    /**
     * What follows: the last block of that stage, then all other stages.
     *
     * @return the maps after this stage and those behind it
     */
    Maps rest(NDArray opened, int stage) {
        List<InvertedResidual> blocks = stages.get(stage);
        List<List<InvertedResidual>> others =
                new ArrayList<>(List.of(blocks.subList(blocks.size() - 1, blocks.size())));
        others.addAll(stages.subList(stage + 1, stages.size()));
        return Maps.of(withFeatures(Convolutions.EAGER, through(Convolutions.EAGER, opened, others)));
    }

    /** The network itself: the map after each stage, then the features. */
    private <M> List<M> run(Convolutions<M> by, M pixels) {
        return withFeatures(by, through(by, start(by, pixels), stages));
    }

    /** (n, stem, size / 2, size / 2). */
    private <M> M start(Convolutions<M> by, M pixels) {
        return by.block(pixels, input -> by.convolve(input, stem));
    }

    private static <M> List<M> through(Convolutions<M> by, M start, List<List<InvertedResidual>> stages) {
        M map = start;
        List<M> maps = new ArrayList<>();
        for (List<InvertedResidual> blocks : stages) {
            for (InvertedResidual block : blocks) {
                map = block.run(by, map);
            }
            maps.add(map);
        }
        return maps;
    }

    private <M> List<M> withFeatures(Convolutions<M> by, List<M> maps) {
        maps.add(by.block(maps.get(maps.size() - 1), last -> by.convolve(last, features)));
        return maps;
    }
}
