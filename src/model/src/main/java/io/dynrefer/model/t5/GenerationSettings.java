package io.dynrefer.model.t5;

import io.dynrefer.region.CaptionOptions;

/**
 * How a text is generated.
 *
 * @param beams 1 for the likeliest token at every step, more for beam search
 * @param maxNewTokens the start token not counted
 * @param minLength no end before this many tokens, the start token counted
 * @param lengthPenalty exponent of the length in a beam's score; may be negative or 0
 * @param repetitionPenalty factor on the score of every token that is there already, the start token too
 */
public record GenerationSettings(
        int beams, int maxNewTokens, int minLength, double lengthPenalty, double repetitionPenalty) {
    /** The research code's minimum; the start token alone reaches it, so a caption may be empty. */
    private static final int MIN_LENGTH = 1;

    public GenerationSettings {
        if (beams < 1 || maxNewTokens < 1 || minLength < 0 || !(repetitionPenalty > 0)) {
            throw new IllegalArgumentException("beams, tokens and penalty must be positive: " + beams + ", "
                    + maxNewTokens + ", " + minLength + ", " + repetitionPenalty);
        }
    }

    public static GenerationSettings of(CaptionOptions options) {
        return new GenerationSettings(
                options.beams(),
                options.maxNewTokens(),
                MIN_LENGTH,
                options.lengthPenalty(),
                options.repetitionPenalty());
    }

    /** The same with another exponent of the length. */
    public GenerationSettings withLengthPenalty(double other) {
        return new GenerationSettings(beams, maxNewTokens, minLength, other, repetitionPenalty);
    }
}
