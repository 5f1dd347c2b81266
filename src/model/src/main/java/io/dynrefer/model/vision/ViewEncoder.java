package io.dynrefer.model.vision;

import ai.djl.ndarray.NDArray;
import io.dynrefer.model.nn.Inference;
import io.dynrefer.region.FloatMatrix;
import io.dynrefer.region.ImageEncoder;
import io.dynrefer.region.RgbImage;
import io.dynrefer.region.ViewEmbedding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The image encoder as the rest of the system sees it: pixels in, numbers out, in batches of bounded size. */
public final class ViewEncoder implements ImageEncoder {
    /** Views encoded at once: a larger batch's arrays are so large that they are returned to the system every time. */
    static final int MAX_BATCH = 4;

    private final String id;
    private final int viewSize;
    private final ViewNetwork network;

    public ViewEncoder(String id, int viewSize, ViewNetwork network) {
        this.id = id;
        this.viewSize = viewSize;
        this.network = network;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public int viewSize() {
        return viewSize;
    }

    @Override
    public List<ViewEmbedding> encode(List<RgbImage> crops) {
        for (RgbImage crop : crops) {
            if (crop.width() != viewSize || crop.height() != viewSize) {
                throw new IllegalArgumentException(
                        "a crop must be " + viewSize + "x" + viewSize + " pixels, not " + crop.size());
            }
        }
        List<ViewEmbedding> embeddings = new ArrayList<>(crops.size());
        for (int start = 0; start < crops.size(); start += MAX_BATCH) {
            List<RgbImage> batch = crops.subList(start, Math.min(start + MAX_BATCH, crops.size()));
            embeddings.addAll(Inference.call(
                    manager -> embeddings(network.forward(PixelBatch.of(manager, batch, network::normalize)))));
        }
        return embeddings;
    }

    /** (views, tokens, width) to one matrix per view. */
    private static List<ViewEmbedding> embeddings(NDArray encoded) {
        int tokens = (int) encoded.getShape().get(1);
        int width = (int) encoded.getShape().get(2);
        float[] values = encoded.toFloatArray();
        List<ViewEmbedding> embeddings = new ArrayList<>();
        for (int start = 0; start < values.length; start += tokens * width) {
            float[] view = Arrays.copyOfRange(values, start, start + tokens * width);
            embeddings.add(new ViewEmbedding(new FloatMatrix(tokens, width, view)));
        }
        return embeddings;
    }
}
