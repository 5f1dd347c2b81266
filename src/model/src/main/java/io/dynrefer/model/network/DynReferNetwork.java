package io.dynrefer.model.network;

import ai.djl.ndarray.NDArray;
import io.dynrefer.model.heads.TextHead;
import io.dynrefer.model.nn.Lazy;
import io.dynrefer.model.nn.Scope;
import io.dynrefer.model.nn.Weights;
import io.dynrefer.model.represent.LexicalRows;
import io.dynrefer.model.represent.QueryTransformer;
import io.dynrefer.model.represent.RegionTokens;
import io.dynrefer.model.represent.ViewAlignment;
import io.dynrefer.model.represent.ViewFusion;
import io.dynrefer.model.t5.CaptionNetwork;
import io.dynrefer.model.t5.T5Model;
import io.dynrefer.model.vision.SplitNetwork;
import io.dynrefer.model.vision.ViewNetwork;
import io.dynrefer.model.weights.Preset;
import io.dynrefer.region.Box;
import java.util.List;

/**
 * DynRefer's network: from the nested views of regions to what they are called (METHOD 3 and 4).
 *
 * <p>In the shapes, {@code n} is the number of views of a region, {@code h*w} the cells of a view's feature map,
 * {@code s*s} the cells of the region cut out of it, {@code C} the image encoder's width and {@code d} the Q-Former's.
 * Answering, training and the parity checks run the same steps; where one of them starts or stops in between, it calls
 * the step itself. The text encoder is a network of its own, whose embeddings come in here.
 *
 * <p>A part is made when it is first used or {@linkplain #open opened}, so a function that only tags never maps the
 * language model. Safe for use by several threads if its layers are, which those of a checkpoint are.
 */
public final class DynReferNetwork {
    private final Preset preset;
    private final Lazy<ViewNetwork> imageEncoder;
    private final RegionTokens regionTokens;
    private final Lazy<ViewAlignment> alignment;
    private final Lazy<ViewFusion> fusion;
    private final Lazy<QueryTransformer> queryTransformer;
    private final Lazy<LexicalRows> lexicalRows;
    private final Lazy<TextHead> tagHead;
    private final Lazy<TextHead> categoryHead;
    private final Lazy<TextHead> attributeHead;
    private final Lazy<CaptionNetwork> captionNetwork;

    /** What may be made of the network without the rest. */
    public enum Part {
        /** {@link #encode}. */
        IMAGE_ENCODER,
        /** {@link #represent}. */
        REGION_ENCODER,
        /** {@link #tags}. */
        TAG_HEAD,
        /** {@link #categories} and {@link #attributes}. */
        CONTRAST_HEAD,
        /** {@link #caption}. */
        LANGUAGE_MODEL
    }

    /** @param weights all of a checkpoint, of which the parts in use are read */
    public DynReferNetwork(Weights weights, Preset preset) {
        this.preset = preset;
        this.imageEncoder = new Lazy<>(() -> ViewNetwork.of(weights, preset));
        this.regionTokens = new RegionTokens(preset);
        this.alignment = new Lazy<>(() -> new ViewAlignment(weights, preset));
        this.fusion = new Lazy<>(() -> new ViewFusion(weights, preset));
        this.queryTransformer = new Lazy<>(() -> new QueryTransformer(weights, preset));
        this.lexicalRows = new Lazy<>(() -> new LexicalRows(weights, preset));
        this.tagHead = new Lazy<>(() -> TextHead.of(weights, TextHead.Use.TAG, preset));
        this.categoryHead = new Lazy<>(() -> TextHead.of(weights, TextHead.Use.CATEGORY, preset));
        this.attributeHead = preset.lexical() == null
                ? categoryHead
                : new Lazy<>(() -> TextHead.of(weights, TextHead.Use.ATTRIBUTE, preset));
        this.captionNetwork = new Lazy<>(() -> new CaptionNetwork(weights, preset));
    }

    /**
     * The region representations x_v of regions: all of METHOD 3.
     *
     * @param pixels normalized views (regions * n, 3, S, S), each region's views together and in order, t = 0 first
     * @param boxes the region in pixels of each view, regions * n boxes
     * @return (regions, queries, d)
     */
    public NDArray forward(NDArray pixels, List<Box> boxes) {
        NDArray views = encode(pixels); // (regions * n, 1 + h*w, C)
        NDArray regions = cut(views, boxes); // (regions * n, 1 + s*s, C)
        return represent(regions); // (regions, queries, d)
    }

    /** The image encoder (METHOD 3.1), view by view: (views, 3, S, S) to (views, 1 + h*w, C). */
    public NDArray encode(NDArray pixels) {
        return imageEncoder.get().forward(pixels);
    }

    /**
     * RoIAlign (METHOD 3.2), view by view; the class token stays. Nothing here is learned.
     *
     * @param views (views, 1 + h*w, C)
     * @param boxes the region in pixels of each view
     * @return (views, 1 + s*s, C)
     */
    public NDArray cut(NDArray views, List<Box> boxes) {
        return Scope.of(() -> regionTokens.forward(views, boxes));
    }

    /**
     * Alignment, fusion and Q-Former (METHOD 3.3 to 3.5), and the lexical rows of a preset with them: (regions * n, 1 +
     * s*s, C) to (regions, rows, d).
     */
    public NDArray represent(NDArray regions) {
        return Scope.of(() -> {
            NDArray aligned = alignment.get().forward(regions); // (n, regions, 1 + s*s, C)
            NDArray fused = fusion.get().forward(aligned); // (regions, 1 + s*s, C)
            NDArray queries = queryTransformer.get().forward(fused); // (regions, queries, d)
            return preset.lexical() == null
                    ? queries
                    : queries.concat(lexicalRows.get().forward(regions), 1);
        });
    }

    /**
     * D_tag (METHOD 4): how likely each tag is, before the sigmoid.
     *
     * @param regions x_v (regions, queries, d)
     * @param texts embeddings of the tags (tags, text width)
     * @return (regions, tags)
     */
    public NDArray tags(NDArray regions, NDArray texts) {
        return tagHead.get().forward(regions, texts);
    }

    /**
     * D_rtc (METHOD 4): how well each category's text fits each region.
     *
     * @param regions x_v (regions, rows, d)
     * @param texts embeddings (texts, text width)
     * @return (regions, texts)
     */
    public NDArray categories(NDArray regions, NDArray texts) {
        return categoryHead.get().forward(regions, texts);
    }

    /** The same for texts of attributes; but for presets with lexical rows the head is the same too. */
    public NDArray attributes(NDArray regions, NDArray texts) {
        return attributeHead.get().forward(regions, texts);
    }

    /** The head for a use, for callers that keep what it makes of their texts. */
    public TextHead head(TextHead.Use use) {
        return switch (use) {
            case TAG -> tagHead.get();
            case CATEGORY -> categoryHead.get();
            case ATTRIBUTE -> attributeHead.get();
        };
    }

    /** The rows of x_v beside the queries; of presets that have them. */
    public LexicalRows lexicalRows() {
        return lexicalRows.get();
    }

    /**
     * D_llm (METHOD 4): what the language model reads; {@link #languageModel} writes from it.
     *
     * @param regions x_v (regions, queries, d)
     * @param control control words (regions, tokens)
     */
    public T5Model.Encoded caption(NDArray regions, CaptionNetwork.Control control) {
        return captionNetwork.get().encode(regions, control);
    }

    /** Flan-T5, which generates a caption or says how likely one is. */
    public T5Model languageModel() {
        return captionNetwork.get().model();
    }

    /** The image encoder, which knows how it wants its pixels. */
    public ViewNetwork imageEncoder() {
        return imageEncoder.get();
    }

    /** The image encoder in two halves, if it is one that has such ({@link SplitNetwork#of}). */
    public SplitNetwork splitEncoder() {
        return SplitNetwork.of(imageEncoder.get());
    }

    /** The sizes. */
    public Preset preset() {
        return preset;
    }

    /** Makes a part now, so that what its weights lack is known before it is needed. */
    public void open(Part part) {
        List<Lazy<?>> layers = switch (part) {
            case IMAGE_ENCODER -> List.of(imageEncoder);
            case REGION_ENCODER ->
                preset.lexical() == null
                        ? List.of(alignment, fusion, queryTransformer)
                        : List.of(alignment, fusion, queryTransformer, lexicalRows);
            case TAG_HEAD -> List.of(tagHead);
            case CONTRAST_HEAD -> List.of(categoryHead, attributeHead);
            case LANGUAGE_MODEL -> List.of(captionNetwork);
        };
        layers.forEach(Lazy::get);
    }
}
