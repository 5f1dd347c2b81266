package io.dynrefer.model.weights;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The sentence encoder MiniLM, which comes as a library of its own.
 *
 * @param layers blocks
 * @param heads attention heads
 * @param outputWidth of a token and of a text's embedding
 * @param hidden width inside the feed-forward part
 * @param epsilon of its layer norms
 */
public record MiniLmSizes(
        @JsonProperty("num_hidden_layers") int layers,
        @JsonProperty("num_attention_heads") int heads,
        @JsonProperty("hidden_size") int outputWidth,
        @JsonProperty("intermediate_size") int hidden,
        @JsonProperty("layer_norm_eps") double epsilon)
        implements Preset.TextEncoder {}
