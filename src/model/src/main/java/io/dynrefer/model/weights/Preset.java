package io.dynrefer.model.weights;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.TaskPrior;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sizes of a network, as data: a new model size is a new JSON file, no new class.
 *
 * <p>In a file the field names are those of {@code config.json} in the golden fixtures, so such a file is a preset too.
 * A file may name another preset in {@code based_on} and hold only the fields that differ from it.
 *
 * @param imageSize width and height of a view in pixels
 * @param patchSize width and height of a cell of the image encoder's grid in pixels
 * @param viewCount views the fusion layer takes
 * @param imageEncoder what turns a view into tokens
 * @param lnVisionEpsilon of the layer norm behind it
 * @param alignment the deformable convolution that aligns views with the first
 * @param roiAlign how a region is cut out of the feature map
 * @param qformer the query transformer
 * @param head the tag head; the contrastive head has the same sizes
 * @param tagThreshold probability above which a tag is given, unless the request says otherwise
 * @param languageModel the caption decoder
 * @param textEncoder what turns a vocabulary's texts into numbers
 * @param maxTextLength tokens of control words at most
 * @param tagCount tags of a model made by {@code init-weights}; elsewhere the weights know
 * @param lexical what makes up for little training data; the released network has none of it
 * @param taskPrior the views its weights are trained to be asked with; null means the paper's
 */
public record Preset(
        int imageSize,
        int patchSize,
        int viewCount,
        ImageEncoder imageEncoder,
        double lnVisionEpsilon,
        Alignment alignment,
        RoiAlign roiAlign,
        Qformer qformer,
        Head head,
        double tagThreshold,
        LanguageModel languageModel,
        TextEncoder textEncoder,
        int maxTextLength,
        @Nullable Integer tagCount,
        @Nullable Lexical lexical,
        @Nullable TaskPrior taskPrior) {

    /** Name of the file beside the weights. */
    public static final String FILE_NAME = "config.json";

    /** The names of the presets that come with this library. */
    public static final List<String> NAMES = List.of("tiny", "dynrefer-mini", "dynrefer-photo", "dynrefer-flant5xl");

    /** What turns a view into a class token and a grid of tokens. */
    public sealed interface ImageEncoder permits VisionTransformerSizes, InvertedResidualSizes {
        /** Channels of a token. */
        int width();
    }

    /**
     * Deformable convolution v4.
     *
     * @param channels of the feature map
     * @param group groups with offsets of their own; they share the channels evenly
     * @param kernelSize width and height of the kernel
     * @param stride between output points
     * @param pad zeros around the map
     * @param dilation between kernel points
     * @param offsetScale factor of the offsets and of the kernel
     * @param depthwiseKernelSize width and height of the kernel that sees both maps
     * @param removeCenter 1 to leave out the kernel's middle point
     */
    public record Alignment(
            int channels,
            int group,
            int kernelSize,
            int stride,
            int pad,
            int dilation,
            double offsetScale,
            @JsonProperty("dw_kernel_size") int depthwiseKernelSize,
            int removeCenter) {
        /** Points of the kernel that are sampled. */
        public int points() {
            return kernelSize * kernelSize - removeCenter;
        }

        /** Numbers per output point: two offsets and a modulation per group and kernel point, padded to eight. */
        public int offsetMaskWidth() {
            return (3 * group * points() + 7) / 8 * 8;
        }
    }

    /**
     * RoIAlign with {@code aligned = false}.
     *
     * @param outputSize width and height of the result
     * @param spatialScale cells per pixel
     * @param samplingRatio samples per cell and axis
     */
    public record RoiAlign(int outputSize, double spatialScale, int samplingRatio) {}

    /**
     * The query transformer.
     *
     * @param width of the queries
     * @param layers all; every {@code crossAttentionEvery}-th, from the first, reads the image
     * @param heads attention heads
     * @param intermediate width inside the feed-forward part
     * @param queries learned queries
     * @param epsilon of its layer norms
     */
    public record Qformer(
            @JsonProperty("hidden_size") int width,
            @JsonProperty("num_hidden_layers") int layers,
            @JsonProperty("num_attention_heads") int heads,
            @JsonProperty("intermediate_size") int intermediate,
            @JsonProperty("cross_attention_freq") int crossAttentionEvery,
            @JsonProperty("num_query_token") int queries,
            @JsonProperty("layer_norm_eps") double epsilon) {}

    /**
     * Cross-attention and feed-forward, for tags and for texts.
     *
     * @param width of both sides
     * @param layers all of them the same
     * @param heads attention heads
     * @param intermediate width inside the feed-forward part
     * @param epsilon of its layer norms
     */
    public record Head(
            @JsonProperty("hidden_size") int width,
            @JsonProperty("num_hidden_layers") int layers,
            @JsonProperty("num_attention_heads") int heads,
            @JsonProperty("intermediate_size") int intermediate,
            @JsonProperty("layer_norm_eps") double epsilon) {}

    /**
     * T5.
     *
     * @param width of a token
     * @param headSize width of a head; heads times this need not be the width
     * @param heads attention heads
     * @param hidden width inside the gated feed-forward part
     * @param encoderLayers blocks of the encoder
     * @param decoderLayers blocks of the decoder
     * @param vocabularySize token ids
     * @param relativeBuckets buckets of the relative position bias
     * @param relativeMaxDistance distance from which on all share a bucket
     * @param epsilon of its root-mean-square norms
     * @param padId token that fills
     * @param endId token that ends
     * @param startId token the decoder starts with
     */
    public record LanguageModel(
            @JsonProperty("d_model") int width,
            @JsonProperty("d_kv") int headSize,
            @JsonProperty("num_heads") int heads,
            @JsonProperty("d_ff") int hidden,
            @JsonProperty("num_layers") int encoderLayers,
            @JsonProperty("num_decoder_layers") int decoderLayers,
            @JsonProperty("vocab_size") int vocabularySize,
            @JsonProperty("relative_attention_num_buckets") int relativeBuckets,
            @JsonProperty("relative_attention_max_distance") int relativeMaxDistance,
            @JsonProperty("layer_norm_epsilon") double epsilon,
            @JsonProperty("pad_token_id") int padId,
            @JsonProperty("eos_token_id") int endId,
            @JsonProperty("decoder_start_token_id") int startId) {}

    /**
     * Rows of x_v beside the Q-Former's queries, and heads that compare a region with texts directly
     * (docs/decisions/0011).
     *
     * @param summaryRows what the views are like on the whole
     * @param slots of the memory: classes of the image encoder's pretrained classifier
     * @param namingThreshold probability above which the likeliest category steers a caption beside the tags
     *     (docs/decisions/0004); null: none does
     */
    public record Lexical(
            int summaryRows, int slots, @Nullable Double namingThreshold) {
        /** Rows of x_v: the summary and what the memory reads. */
        public int rows() {
            return summaryRows + 1;
        }
    }

    /** What turns a vocabulary's texts into embeddings. */
    public sealed interface TextEncoder permits ClipTowerSizes, MiniLmSizes {
        /** Numbers of a text's embedding. */
        int outputWidth();
    }

    public Preset {
        if (lexical != null && qformer.width() != textEncoder.outputWidth()) {
            throw DynReferException.invalid(
                    "qformer.hidden_size",
                    "With lexical rows qformer.hidden_size must be the width of a text's embedding, "
                            + textEncoder.outputWidth() + ", not " + qformer.width() + ".");
        }
    }

    /** One of {@link #NAMES}. */
    public static Preset named(String name) {
        return PresetFiles.named(name);
    }

    /** The preset in a JSON file; a missing or mistyped field is a {@link WeightsException} that names it. */
    public static Preset read(Path file) {
        return PresetFiles.read(file);
    }

    /** Writes the preset as a JSON file. */
    public void write(Path file) {
        PresetFiles.write(this, file);
    }

    /** The same sizes but for those of the vocabularies: tags, and token ids of the caption decoder. */
    public Preset withVocabularies(int tags, int pieces) {
        return PresetFiles.changed(this, file -> {
            file.put("tag_count", tags);
            file.withObject("/t5").put("vocab_size", pieces);
        });
    }

    /** Rows of x_v. */
    public int regionRows() {
        return qformer.queries() + (lexical == null ? 0 : lexical.rows());
    }

    /** Cells along one side of the image encoder's grid. */
    public int grid() {
        return imageSize / patchSize;
    }

    /** Tokens of a view embedding: CLS and the grid. */
    public int tokens() {
        return 1 + grid() * grid();
    }
}
