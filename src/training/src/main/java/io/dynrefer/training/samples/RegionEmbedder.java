package io.dynrefer.training.samples;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import io.dynrefer.model.DynReferModel;
import io.dynrefer.model.nn.Inference;
import io.dynrefer.model.represent.RegionTokens;
import io.dynrefer.model.translators.Matrices;
import io.dynrefer.model.weights.Preset;
import io.dynrefer.region.BatchSizes;
import io.dynrefer.region.Box;
import io.dynrefer.region.BoxRegion;
import io.dynrefer.region.FloatMatrix;
import io.dynrefer.region.ImageEncoder;
import io.dynrefer.region.ImageSize;
import io.dynrefer.region.PixelBox;
import io.dynrefer.region.RgbImage;
import io.dynrefer.region.ViewEmbedding;
import io.dynrefer.views.ViewGenerator;
import io.dynrefer.views.ViewGeometry;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The frozen part of the network for the regions of one image: crops, image encoder or the first half of one, and the
 * region cut out of each view. Views with the same crop, such as all of t = 1, are encoded once. Thread-safe.
 *
 * <p>No {@code Recall} of the referring core: its memo is of photos by their digests, whose crops fail one by one,
 * while here a memo is a feature cache of views by sample, written and read as a whole, and a photo that fails ends the
 * training.
 */
public final class RegionEmbedder {
    private final ImageEncoder encoder;
    private final ViewGenerator generator;
    private final @Nullable RegionTokens regionTokens; // none where all of a view is kept
    private final int tokens;
    private final int width;

    private RegionEmbedder(
            ImageEncoder encoder, Preset preset, @Nullable RegionTokens regionTokens, int tokens, int width) {
        this.encoder = encoder;
        this.generator = new ViewGenerator(preset.viewCount(), encoder.viewSize());
        this.regionTokens = regionTokens;
        this.tokens = tokens;
        this.width = width;
    }

    public RegionEmbedder(ImageEncoder encoder, Preset preset) {
        this(
                encoder,
                preset,
                new RegionTokens(preset),
                RegionTokens.count(preset),
                preset.imageEncoder().width());
    }

    /** One that keeps the views as the first half of an image encoder leaves them, whole. */
    public static RegionEmbedder ofFineHalves(DynReferModel model, Preset preset) {
        int width = model.network().splitEncoder().fineWidth();
        return new RegionEmbedder(model.fineHalf(), preset, null, preset.grid() * preset.grid(), width);
    }

    /** A view that is wanted of a region. */
    public record Wanted(Box region, double t) {}

    /** A view as it is cut: where from, and where the region lies in it, in pixels of the view. */
    record Cut(PixelBox crop, Box regionInView) {}

    /** Identity of the encoder. */
    public String encoderId() {
        return encoder.id();
    }

    /** Tokens of a region in one view. */
    public int tokens() {
        return tokens;
    }

    /** Numbers of a token. */
    public int width() {
        return width;
    }

    /** The tokens of every wanted view as 16-bit floats: little-endian (views, tokens, width). */
    public ByteBuffer halves(RgbImage image, List<Wanted> wanted) {
        return Inference.call(manager -> forward(manager, image, wanted)
                .toType(DataType.FLOAT16, false)
                .toByteBuffer()
                .order(ByteOrder.LITTLE_ENDIAN));
    }

    /** The tokens of every wanted view: (views, tokens, width). */
    public float[] floats(RgbImage image, List<Wanted> wanted) {
        return Inference.call(manager -> forward(manager, image, wanted).toFloatArray());
    }

    private NDArray forward(NDManager manager, RgbImage image, List<Wanted> wanted) {
        List<Cut> cuts = wanted.stream().map(view -> cut(image.size(), view)).toList();
        Map<PixelBox, ViewEmbedding> embeddings = encode(image, cuts);
        List<FloatMatrix> tokens = cuts.stream()
                .map(cut -> Objects.requireNonNull(embeddings.get(cut.crop())).tokens())
                .toList();
        NDArray views = Matrices.stack(manager, tokens); // (views, 1 + h*w, width)
        return regionTokens == null
                ? views
                : regionTokens.forward(
                        views, cuts.stream().map(Cut::regionInView).toList());
    }

    /** How a view of an image of this size is cut. */
    Cut cut(ImageSize image, Wanted wanted) {
        Box box = ViewGeometry.regionBox(new BoxRegion(wanted.region()), image);
        PixelBox region = ViewGeometry.crop(ViewGeometry.viewBox(box, image, 0), image);
        PixelBox crop = ViewGeometry.crop(ViewGeometry.viewBox(box, image, wanted.t()), image);
        return new Cut(crop, ViewGeometry.regionInView(region, crop, generator.viewSize()));
    }

    private Map<PixelBox, ViewEmbedding> encode(RgbImage image, List<Cut> cuts) {
        List<PixelBox> crops = cuts.stream().map(Cut::crop).distinct().toList();
        List<RgbImage> pixels = new ArrayList<>();
        crops.forEach(crop -> pixels.add(generator.crop(image, crop)));
        List<ViewEmbedding> encoded = BatchSizes.inBatches(BatchSizes.DEFAULT.crops(), pixels, encoder::encode);
        Map<PixelBox, ViewEmbedding> embeddings = new LinkedHashMap<>();
        for (int i = 0; i < crops.size(); i++) {
            embeddings.put(crops.get(i), encoded.get(i));
        }
        return embeddings;
    }
}
