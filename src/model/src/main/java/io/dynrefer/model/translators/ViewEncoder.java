package io.dynrefer.model.translators;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.dynrefer.model.network.DynReferNetwork;
import io.dynrefer.model.nn.Inference;
import io.dynrefer.model.vision.PixelBatch;
import io.dynrefer.region.ImageEncoder;
import io.dynrefer.region.RgbImage;
import io.dynrefer.region.ViewEmbedding;
import java.util.List;
import java.util.function.UnaryOperator;

/** The image encoder as the rest of the system sees it: pixels in, numbers out, all crops of a call at once. */
public final class ViewEncoder implements ImageEncoder {
    private final String id;
    private final DynReferNetwork network;
    private final UnaryOperator<NDArray> forward;

    private ViewEncoder(String id, DynReferNetwork network, UnaryOperator<NDArray> forward) {
        this.id = id;
        this.network = network;
        this.forward = forward;
        network.open(DynReferNetwork.Part.IMAGE_ENCODER);
    }

    public ViewEncoder(String id, DynReferNetwork network) {
        this(id, network, network::encode);
    }

    /** The first half of an image encoder in two halves: its embeddings have no class token. */
    public static ViewEncoder ofFineHalf(String id, DynReferNetwork network) {
        return new ViewEncoder(id + "-fine", network, network.splitEncoder()::fineHalf);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public int viewSize() {
        return network.preset().imageSize();
    }

    @Override
    public List<ViewEmbedding> encode(List<RgbImage> crops) {
        for (RgbImage crop : crops) {
            if (crop.width() != viewSize() || crop.height() != viewSize()) {
                throw new IllegalArgumentException(
                        "a crop must be " + viewSize() + "x" + viewSize() + " pixels, not " + crop.size());
            }
        }
        return crops.isEmpty() ? List.of() : Inference.call(manager -> encode(manager, crops));
    }

    private List<ViewEmbedding> encode(NDManager manager, List<RgbImage> crops) {
        NDArray pixels = PixelBatch.of(manager, crops, network.imageEncoder()::normalize); // (views, 3, size, size)
        return Matrices.unstack(forward.apply(pixels)).stream()
                .map(ViewEmbedding::new)
                .toList();
    }
}
