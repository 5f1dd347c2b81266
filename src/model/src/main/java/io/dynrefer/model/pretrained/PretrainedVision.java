package io.dynrefer.model.pretrained;

import ai.djl.ndarray.NDArray;
import io.dynrefer.model.nn.Inference;
import io.dynrefer.model.nn.Weights;
import io.dynrefer.model.vision.CellFeatures;
import io.dynrefer.model.vision.InvertedResidualNetwork;
import io.dynrefer.model.vision.PixelBatch;
import io.dynrefer.model.weights.InvertedResidualSizes;
import io.dynrefer.region.RgbImage;
import java.util.ArrayList;
import java.util.List;

/**
 * The frozen image encoder of a start folder: a pretrained convolutional network, and projections to tokens that are
 * fitted to what it makes of training views (docs/decisions/0007). Not thread-safe; close it when done.
 */
public final class PretrainedVision implements AutoCloseable {
    private static final String PREFIX = "visual_encoder.";

    private final List<StoredTensor> tensors; // of the network
    private final StoredWeights weights;
    private final InvertedResidualNetwork network;
    private final InvertedResidualSizes sizes;
    private final int grid;
    private final List<Moments> levels = new ArrayList<>();
    private final Moments features;
    private final Moments pooled;

    /**
     * Sets the network up.
     *
     * @param network its tensors, which are kept and run in 16-bit floats
     * @param sizes of the network and of the projections
     * @param grid cells along a side of a view
     */
    public PretrainedVision(List<StoredTensor> network, InvertedResidualSizes sizes, int grid) {
        this.tensors = network.stream().map(StoredTensor::halved).toList();
        this.weights = new StoredWeights(tensors);
        this.network = Inference.call(
                manager -> new InvertedResidualNetwork(Weights.of(weights).at("visual_encoder"), sizes));
        this.sizes = sizes;
        this.grid = grid;
        sizes.levels().forEach(level -> levels.add(new Moments(level.channels())));
        this.features = sizes.featuresKept() > 0
                ? levels.get(levels.size() - 1)
                : new Moments(sizes.features()); // the last level
        this.pooled = new Moments(sizes.features());
    }

    /** Takes a few views into account, all of the preset's size. */
    public void add(List<RgbImage> views) {
        Inference.call(manager -> {
            NDArray pixels = PixelBatch.of(manager, views, network::normalize); // (views, 3, size, size)
            CellFeatures cells = CellFeatures.of(network.forward(pixels), sizes, pixels, grid);
            for (int i = 0; i < levels.size(); i++) {
                levels.get(i).add(cells.levels().get(i));
            }
            if (sizes.featuresKept() == 0) {
                features.add(cells.features());
            }
            pooled.add(cells.pooled());
            return null;
        });
    }

    /** The network's tensors and those of the projections fitted to the views so far. */
    public List<StoredTensor> fit() {
        List<StoredTensor> fitted = new ArrayList<>(tensors);
        for (int i = 0; i < levels.size(); i++) {
            InvertedResidualSizes.Level level = sizes.levels().get(i);
            fitted.addAll(Whitening.fit(PREFIX + level.name(), levels.get(i), level.kept()));
        }
        fitted.addAll(Whitening.fit(PREFIX + "context", features, sizes.context()));
        if (sizes.classes() > 0) {
            fitted.addAll(ClassifierToken.fit(
                    PREFIX + "class_token",
                    values(PREFIX + "classifier.weight"),
                    values(PREFIX + "classifier.bias"),
                    pooled,
                    sizes.width()));
        } else {
            fitted.addAll(Whitening.fit(PREFIX + "class_token", pooled, sizes.width()));
        }
        return fitted;
    }

    private float[] values(String name) {
        return Inference.call(
                manager -> weights.array(name, weights.shape(name)).toFloatArray());
    }

    @Override
    public void close() {
        weights.close();
    }
}
