package io.dynrefer.model.weights;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.dynrefer.region.DynReferException;

/**
 * The EVA-CLIP text tower; its weights lie with the others.
 *
 * @param vocabularySize token ids
 * @param width of a token
 * @param layers blocks
 * @param heads attention heads
 * @param contextLength tokens of a text, always
 * @param outputWidth of a text's embedding
 * @param epsilon of its layer norms
 */
public record ClipTowerSizes(
        @JsonProperty("vocab_size") int vocabularySize,
        int width,
        int layers,
        int heads,
        int contextLength,
        @JsonProperty("embed_dim") int outputWidth,
        @JsonProperty("layer_norm_eps") double epsilon)
        implements Preset.TextEncoder {
    /** Part of the ids of models: must stay as it was when there was no other text encoder. */
    @Override
    public String toString() {
        return "TextEncoder[vocabularySize=" + vocabularySize + ", width=" + width + ", layers=" + layers
                + ", heads=" + heads + ", contextLength=" + contextLength + ", outputWidth=" + outputWidth
                + ", epsilon=" + epsilon + "]";
    }

    /** The sizes of a preset's text tower; a preset with another text encoder is an error. */
    public static ClipTowerSizes of(Preset preset) {
        if (preset.textEncoder() instanceof ClipTowerSizes sizes) {
            return sizes;
        }
        throw DynReferException.invalid("text_encoder", "This needs a preset with CLIP's text tower (text_encoder).");
    }
}
