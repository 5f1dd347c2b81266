package io.dynrefer.model.vision;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
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
final class ConvolutionalEncoder implements ViewNetwork, SplitNetwork {
    private final InvertedResidualNetwork network;
    private final Function<NDArray, InvertedResidualNetwork.Maps> fused;
    private final InvertedResidualSizes sizes;
    private final int grid;
    private final List<Linear> levels;
    private final Linear context;
    private final Linear classToken;
    private final Layer norm;
    private final float[] positions; // (grid * grid, 2 * waves)
    private final int fine; // stages with maps at least as fine as the grid
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
        this.fine = sizes.fineStages(preset.imageSize(), grid);
        this.coarse = sizes.coarseGrid(preset.imageSize());
        this.surroundings = GridMatrices.surroundings(grid, coarse);
    }

    /** Always in 32 bits: whitening makes small differences large. */
    private static Linear projection(Weights weights, int outputs, int inputs) {
        return new Linear(Matrix.of(weights.array("weight", outputs, inputs)), weights.array("bias", outputs));
    }

    /** Whether it can be taken apart into two halves: there is a coarse stage, whose map the grid's cells can hold. */
    boolean isSplit() {
        return fine < sizes.stages().size()
                && coarse * coarse * sizes.stages().get(fine).channels() % (grid * grid) == 0;
    }

    @Override
    public float[] normalize(RgbImage view) {
        return network.normalize(view);
    }

    @Override
    public NDArray forward(NDArray pixels) {
        return Scope.of(() -> {
            CellFeatures cells = CellFeatures.of(fused.apply(pixels), sizes, pixels, grid);
            NDList parts = new NDList();
            for (int i = 0; i < levels.size(); i++) {
                parts.add(enlarged(levels.get(i).forward(cells.levels().get(i))));
            }
            return embedded(parts, cells.features());
        });
    }

    /**
     * The tokens.
     *
     * @param parts of the cells' tokens: what each level says (views, h*w, kept)
     * @param features (views, cells, features)
     * @return (views, 1 + h*w, width)
     */
    private NDArray embedded(NDList parts, NDArray features) {
        NDArray pooled = features.mean(new int[] {1});
        NDArray start = classToken.forward(pooled).expandDims(1); // (views, 1, width)
        long views = features.getShape().get(0);
        NDArray places = features.getManager()
                .create(positions, new Shape(1, (long) grid * grid, positions.length / (grid * grid)));
        parts.add(places.tile(new long[] {views, 1, 1}));
        parts.add(surroundings(context.forward(features)));
        return norm.forward(start.concat(NDArrays.concat(parts, 2), 1));
    }

    @Override
    public List<String> coarseTensors() {
        List<String> tensors = new ArrayList<>(List.of("features.", "class_token.", "context.", "levels.features."));
        int blocks = 0;
        for (int stage = 0; stage < sizes.stages().size(); stage++) {
            int repeats = sizes.stages().get(stage).repeats();
            int first = stage < fine ? repeats : stage == fine ? repeats - 1 : 0;
            for (int block = first; block < repeats; block++) {
                tensors.add("blocks." + (blocks + block) + ".");
            }
            if (stage >= fine) {
                tensors.add("levels." + stage + ".");
            }
            blocks += repeats;
        }
        return tensors.stream().map(name -> "visual_encoder." + name).toList();
    }

    @Override
    public int fineWidth() {
        return fineLevels().stream().mapToInt(InvertedResidualSizes.Level::kept).sum() + openedWidth();
    }

    /** Numbers of the coarse stage's map, spread over the grid's cells. */
    private int openedWidth() {
        return coarse * coarse * sizes.stages().get(fine).channels() / (grid * grid);
    }

    /** Those of the levels that come before the coarse stages: the colours first. */
    private List<InvertedResidualSizes.Level> fineLevels() {
        long kept = sizes.stages().subList(0, fine).stream()
                .filter(stage -> stage.kept() > 0)
                .count();
        return sizes.levels().subList(0, (int) kept + 1);
    }

    @Override
    public NDArray fineHalf(NDArray pixels) {
        return Scope.of(() -> {
            List<NDArray> maps = network.first(pixels, fine);
            NDList parts = new NDList(levels.get(0).forward(CellFeatures.cells(pixels, grid)));
            for (int i = 0; i < fine; i++) {
                if (sizes.stages().get(i).kept() > 0) {
                    parts.add(levels.get(parts.size()).forward(CellFeatures.cells(maps.get(i), grid)));
                }
            }
            NDArray opened = network.opened(maps.get(fine - 1), fine); // (views, channels, coarse, coarse)
            parts.add(opened.reshape(-1, (long) grid * grid, openedWidth()));
            return NDArrays.concat(parts, 2);
        });
    }

    /**
     * Frees nothing before its caller does: of the fixed matrices that the tokens are multiplied with the engine keeps
     * no copy for the gradients, and their memory is Java's.
     */
    @Override
    public NDArray coarseHalf(NDArray fineHalf) {
        long own = fineWidth() - openedWidth();
        NDArray opened = fineHalf.get(new NDIndex(":, :, " + own + ":"))
                .reshape(-1, sizes.stages().get(fine).channels(), coarse, coarse);
        InvertedResidualNetwork.Maps maps = network.rest(opened, fine);
        NDList parts = new NDList(fineHalf.get(new NDIndex(":, :, :" + own)));
        int level = fineLevels().size();
        for (int i = fine; i < sizes.stages().size(); i++) {
            if (sizes.stages().get(i).kept() > 0) {
                NDArray cells = CellFeatures.cells(maps.stages().get(i - fine), grid);
                parts.add(enlarged(levels.get(level++).forward(cells)));
            }
        }
        NDArray features = CellFeatures.cells(maps.features(), grid);
        if (sizes.featuresKept() > 0) {
            parts.add(enlarged(levels.get(level).forward(features)));
        }
        return embedded(parts, features);
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
