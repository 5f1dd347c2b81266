package io.dynrefer.model.vision;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.dynrefer.model.nn.Layer;
import io.dynrefer.model.nn.Linear;
import io.dynrefer.model.nn.Matrix;
import io.dynrefer.model.nn.Scope;
import io.dynrefer.model.nn.Weights;
import io.dynrefer.model.weights.InvertedResidualSizes;
import io.dynrefer.model.weights.Preset;
import io.dynrefer.region.RgbImage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A frozen convolutional network as image encoder, with fixed projections of its levels to tokens
 * (docs/decisions/0007).
 *
 * <p>A cell's token is its mean colour, what each level says about it, where it lies, and what lies to its left, to its
 * right, above and below: a convolutional network's cell knows nothing of its surroundings, unlike a transformer's. The
 * class token is the mean of the last convolution's features.
 */
final class ConvolutionalEncoder implements ViewNetwork {
    private final InvertedResidualNetwork network;
    private final Function<NDArray, InvertedResidualNetwork.Maps> fused;
    private final InvertedResidualSizes sizes;
    private final int grid;
    private final List<Linear> levels;
    private final Linear context;
    private final Linear classToken;
    private final Layer norm;
    private final float[] positions; // (grid * grid, 2 * waves)
    private final int coarse; // cells along a side of the last convolution's map
    private final float[] surroundings; // (4 * grid * grid, coarse * coarse)

    /** @param weights the whole checkpoint: reads {@code visual_encoder} and {@code ln_vision} */
    ConvolutionalEncoder(Weights weights, Preset preset, InvertedResidualSizes sizes) {
        Weights encoder = weights.at("visual_encoder");
        this.network = new InvertedResidualNetwork(encoder, sizes);
        this.fused = network.fused(preset.imageSize());
        this.sizes = sizes;
        this.grid = preset.grid();
        this.levels = new ArrayList<>();
        for (InvertedResidualSizes.Level level : sizes.levels()) {
            levels.add(projection(encoder.at(level.name()), level.kept(), level.channels()));
        }
        this.context = projection(encoder.at("context"), sizes.context(), sizes.features());
        this.classToken = projection(encoder.at("class_token"), sizes.width(), sizes.features());
        this.norm = weights.layerNorm("ln_vision", sizes.width(), preset.lnVisionEpsilon());
        this.positions = GridMatrices.positions(grid);
        this.coarse = sizes.coarseGrid(preset.imageSize());
        this.surroundings = GridMatrices.surroundings(grid, coarse);
    }

    /** Always in 32 bits: whitening makes small differences large. */
    private static Linear projection(Weights weights, int outputs, int inputs) {
        return new Linear(Matrix.of(weights.array("weight", outputs, inputs)), weights.array("bias", outputs));
    }

    @Override
    public float[] normalize(RgbImage view) {
        return network.normalize(view);
    }

    @Override
    public NDArray forward(NDArray pixels) {
        return Scope.of(() -> {
            CellFeatures cells = CellFeatures.of(fused.apply(pixels), sizes, pixels, grid);
            NDArray start = classToken.forward(cells.pooled()).expandDims(1); // (views, 1, width)
            return norm.forward(start.concat(tokens(cells), 1)); // (views, 1 + h*w, width)
        });
    }

    /** (views, h*w, width). */
    private NDArray tokens(CellFeatures cells) {
        NDList parts = new NDList();
        for (int i = 0; i < levels.size(); i++) {
            parts.add(enlarged(levels.get(i).forward(cells.levels().get(i))));
        }
        NDManager manager = cells.features().getManager();
        long views = cells.features().getShape().get(0);
        NDArray places = manager.create(positions, new Shape(1, (long) grid * grid, positions.length / (grid * grid)));
        parts.add(places.tile(new long[] {views, 1, 1}));
        parts.add(surroundings(context.forward(cells.features())));
        return NDArrays.concat(parts, 2);
    }

    /** (views, cells, channels) to (views, h*w, channels). */
    private NDArray enlarged(NDArray level) {
        int side = side(level);
        if (side == grid) {
            return level;
        }
        Shape shape = new Shape(1, (long) grid * grid, (long) side * side);
        return level.getManager()
                .create(GridMatrices.enlargement(side, grid), shape)
                .matMul(level);
    }

    /** (views, cells, context) to (views, h*w, 4 * context). */
    private NDArray surroundings(NDArray features) {
        long cells = (long) grid * grid;
        Shape shape = new Shape(1, InvertedResidualSizes.SIDES * cells, (long) coarse * coarse);
        NDArray seen = features.getManager().create(surroundings, shape).matMul(features); // (views, 4 * h*w, context)
        return seen.reshape(-1, InvertedResidualSizes.SIDES, cells, sizes.context())
                .transpose(0, 2, 1, 3)
                .reshape(-1, cells, (long) InvertedResidualSizes.SIDES * sizes.context());
    }

    private static int side(NDArray cells) {
        return (int) Math.round(Math.sqrt(cells.getShape().get(1)));
    }
}
