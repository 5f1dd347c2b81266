package io.dynrefer.model.t5;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import io.dynrefer.model.nn.Layer;
import io.dynrefer.model.nn.Weights;
import io.dynrefer.model.weights.Preset;
import java.util.List;

/**
 * Flan-T5 (METHOD 4): encoder, decoder and head, with the names of {@code t5_model}. Safe for use by several threads.
 *
 * <p>The table {@code shared} serves both stacks; the checkpoint's copies of it under {@code encoder.embed_tokens} and
 * {@code decoder.embed_tokens} are the same tensor and are not read.
 */
public final class T5Model {
    private final Layer tokens;
    private final T5Encoder encoder;
    private final T5Decoder decoder;
    private final SpecialTokens special;

    /** The weights of {@code t5_model}. */
    public T5Model(Weights weights, Preset.LanguageModel sizes) {
        this.tokens = weights.embedding("shared", sizes.vocabularySize(), sizes.width());
        this.encoder = new T5Encoder(weights.at("encoder"), sizes);
        this.decoder = new T5Decoder(weights, tokens, sizes);
        this.special = SpecialTokens.of(sizes);
    }

    /**
     * An encoded batch, ready for any number of decoder runs.
     *
     * @param output (n, source, width)
     * @param crossBias (n, 1, 1, source): 0 where there is a token, a very low number on padding
     */
    public record Encoded(NDArray output, NDArray crossBias) {}

    /** Token embeddings: INT64 (n, tokens) to (n, tokens, width). */
    public NDArray embed(NDArray ids) {
        return tokens.forward(ids);
    }

    /**
     * Runs the encoder.
     *
     * @param embeddings (n, source, width)
     * @param mask INT64 (n, source): 1 where there is a token, 0 on padding
     */
    public Encoded encode(NDArray embeddings, NDArray mask) {
        NDArray bias = Masks.padding(mask);
        return new Encoded(encoder.forward(embeddings, bias), bias);
    }

    /**
     * Raw scores of the next token at every place of given texts.
     *
     * @param ids INT64 (n, tokens), the start token first
     * @param mask INT64 (n, tokens): 1 where there is a token, 0 on padding
     * @return (n, tokens, vocabulary)
     */
    public NDArray logits(Encoded encoded, NDArray ids, NDArray mask) {
        return decoder.forward(ids, Masks.padding(mask), encoded.output(), encoded.crossBias());
    }

    /** For every item of the batch its texts, best first: as many as there are beams. */
    public List<List<Hypothesis>> generate(Encoded encoded, GenerationSettings settings, StepListener listener) {
        int items = Math.toIntExact(encoded.output().getShape().get(0));
        boolean greedy = settings.beams() == 1;
        T5Decoding.Scale scale = greedy ? T5Decoding.Scale.RAW : T5Decoding.Scale.LOG_PROBABILITY;
        try (NDScope scope = new NDScope();
                T5Decoding decoding = decoding(encoded, settings.beams(), scale)) {
            scope.suppressNotUsedWarning();
            return greedy
                    ? new GreedySearch(settings, special)
                            .search(decoding, items).stream().map(List::of).toList()
                    : new BeamSearch(settings, special, listener).search(decoding, items);
        }
    }

    /**
     * For every item of the batch the best of the texts that begin with these tokens; by beam search, whatever the
     * number of beams.
     */
    public List<Hypothesis> generate(Encoded encoded, GenerationSettings settings, List<int[]> beginnings) {
        try (NDScope scope = new NDScope();
                T5Decoding decoding = decoding(encoded, settings.beams(), T5Decoding.Scale.LOG_PROBABILITY)) {
            scope.suppressNotUsedWarning();
            return new BeamSearch(settings, special, StepListener.NONE)
                    .search(decoding, beginnings).stream()
                            .map(hypotheses -> hypotheses.get(0))
                            .toList();
        }
    }

    /** One run of the decoder, token by token. */
    T5Decoding decoding(Encoded encoded, int beams, T5Decoding.Scale scale) {
        return new T5Decoding(decoder, encoded.output(), encoded.crossBias(), beams, scale);
    }

    /** The bias table of a stack, which its block 0 holds. */
    static RelativePositions positions(
            Weights stack, Preset.LanguageModel sizes, RelativePositions.Direction direction) {
        Layer table = stack.at("block.0.layer.0.SelfAttention")
                .embedding("relative_attention_bias", sizes.relativeBuckets(), sizes.heads());
        return new RelativePositions(table, sizes.relativeBuckets(), sizes.relativeMaxDistance(), direction);
    }
}
