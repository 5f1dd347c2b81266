package io.dynrefer.region;

/**
 * The image encoder's output for one crop, after {@code ln_vision}: depends on the pixels of that crop alone.
 *
 * @param tokens {@code (1 + h*w, channels)}: CLS, then the grid row by row
 */
public record ViewEmbedding(FloatMatrix tokens) {}
