package io.dynrefer.model.weights;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.dynrefer.region.DynReferException;

/**
 * The EVA-CLIP vision transformer.
 *
 * @param width channels
 * @param depth blocks
 * @param heads attention heads
 * @param hidden width inside the feed-forward part
 * @param epsilon of its layer norms
 */
public record VisionTransformerSizes(
        @JsonProperty("embed_dim") int width,
        int depth,
        @JsonProperty("num_heads") int heads,
        @JsonProperty("mlp_hidden") int hidden,
        @JsonProperty("norm_eps") double epsilon)
        implements Preset.ImageEncoder {
    /** Part of the ids of models: must stay as it was when there was no other image encoder. */
    @Override
    public String toString() {
        return "ImageEncoder[width=" + width + ", depth=" + depth + ", heads=" + heads + ", hidden=" + hidden
                + ", epsilon=" + epsilon + "]";
    }

    /** The sizes of a preset's vision transformer; a preset with another image encoder is an error. */
    public static VisionTransformerSizes of(Preset preset) {
        if (preset.imageEncoder() instanceof VisionTransformerSizes sizes) {
            return sizes;
        }
        throw DynReferException.invalid("vit", "This needs a preset with a vision transformer (vit).");
    }
}
