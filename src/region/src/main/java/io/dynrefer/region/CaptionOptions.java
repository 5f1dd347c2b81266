package io.dynrefer.region;

/**
 * Beam search settings (METHOD 4).
 *
 * @param beams 1..16
 * @param maxNewTokens 1..128
 * @param lengthPenalty exponent of the length in the score
 * @param repetitionPenalty at least 1; applied to log-softmax scores of tokens already there
 */
public record CaptionOptions(int beams, int maxNewTokens, double lengthPenalty, double repetitionPenalty) {
    /** The settings of the paper's evaluation. */
    public static final CaptionOptions EVALUATION = new CaptionOptions(2, 20, 0.0, 1.5);

    /** The settings of the interactive demo, and of the API unless a request says otherwise. */
    public static final CaptionOptions INTERACTIVE = new CaptionOptions(5, 30, 0.0, 1.5);

    public CaptionOptions {
        require(beams >= 1 && beams <= 16, "caption.beams", "1 to 16", beams);
        require(maxNewTokens >= 1 && maxNewTokens <= 128, "caption.max_new_tokens", "1 to 128", maxNewTokens);
        require(Double.isFinite(lengthPenalty), "caption.length_penalty", "a finite number", lengthPenalty);
        require(
                Double.isFinite(repetitionPenalty) && repetitionPenalty >= 1,
                "caption.repetition_penalty",
                "a finite number of at least 1",
                repetitionPenalty);
    }

    private static void require(boolean condition, String field, String range, Number value) {
        if (!condition) {
            throw DynReferException.invalid(field, field + " must be " + range + ", not " + value + ".");
        }
    }
}
