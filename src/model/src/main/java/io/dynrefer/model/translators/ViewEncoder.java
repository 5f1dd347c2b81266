package io.dynrefer.model.translators;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.dynrefer.model.network.DynReferNetwork;
import io.dynrefer.model.nn.Inference;
import io.dynrefer.model.vision.PixelBatch;
import io.dynrefer.region.ImageEncoder;
import io.dynrefer.region.RgbImage;
import io.dynrefer.region.ViewEmbedding;
import java.util.ArrayList;
import java.util.List;

/** The image encoder as the rest of the system sees it: pixels in, numbers out, in batches of bounded size. */
public final class ViewEncoder implements ImageEncoder {
    /** Views encoded at once: a larger batch's arrays are so large that they are returned to the system every time. */
    static final int MAX_BATCH = 4;

    private final String id;
    private final DynReferNetwork network;

    public ViewEncoder(String id, DynReferNetwork network) {
        this.id = id;
        this.network = network;
        network.open(DynReferNetwork.Part.IMAGE_ENCODER);
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
        List<ViewEmbedding> embeddings = new ArrayList<>(crops.size());
        for (int start = 0; start < crops.size(); start += MAX_BATCH) {
            List<RgbImage> batch = crops.subList(start, Math.min(start + MAX_BATCH, crops.size()));
            embeddings.addAll(Inference.call(manager -> encode(manager, batch)));
        }
        return embeddings;
    }

    private List<ViewEmbedding> encode(NDManager manager, List<RgbImage> crops) {
        NDArray pixels = PixelBatch.of(manager, crops, network.imageEncoder()::normalize); // (views, 3, size, size)
        return Matrices.unstack(network.encode(pixels)).stream()
                .map(ViewEmbedding::new)
                .toList();
    }
}
