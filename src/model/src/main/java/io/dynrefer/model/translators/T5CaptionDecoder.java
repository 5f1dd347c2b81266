package io.dynrefer.model.translators;

import ai.djl.ndarray.NDArray;
import io.dynrefer.model.network.DynReferNetwork;
import io.dynrefer.model.nn.Inference;
import io.dynrefer.model.t5.CaptionNetwork;
import io.dynrefer.model.t5.GenerationSettings;
import io.dynrefer.model.t5.Hypothesis;
import io.dynrefer.model.t5.StepListener;
import io.dynrefer.model.t5.T5Model;
import io.dynrefer.model.tokens.T5Tokenizer;
import io.dynrefer.model.weights.Preset;
import io.dynrefer.region.Answer;
import io.dynrefer.region.CaptionDecoder;
import io.dynrefer.region.CaptionOptions;
import io.dynrefer.region.ControlWords;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.RegionRepresentation;
import java.util.ArrayList;
import java.util.List;

/** D_llm: captions by Flan-T5, all regions of a call at once. */
public final class T5CaptionDecoder implements CaptionDecoder {
    /**
     * Added to the length penalty of networks with lexical rows: their small vocabulary spells rare names in many
     * pieces, and a sum of the pieces' logarithms would hold that against them.
     */
    private static final double PER_PIECE = 1;

    private final DynReferNetwork network;
    private final T5Tokenizer tokenizer;
    private final Preset preset;

    public T5CaptionDecoder(DynReferNetwork network, T5Tokenizer tokenizer) {
        this.network = network;
        this.tokenizer = tokenizer;
        this.preset = network.preset();
        network.open(DynReferNetwork.Part.LANGUAGE_MODEL);
        int vocabularySize = preset.languageModel().vocabularySize();
        if (tokenizer.vocabularySize() > vocabularySize) {
            throw DynReferException.invalid(
                    T5Tokenizer.FILE_NAME,
                    T5Tokenizer.FILE_NAME + " has " + tokenizer.vocabularySize() + " pieces, the language model only "
                            + vocabularySize + "; use the tokenizer that belongs to these weights.");
        }
    }

    @Override
    public List<Answer.Caption> decode(
            List<RegionRepresentation> representations, List<ControlWords> controls, CaptionOptions options) {
        if (representations.size() != controls.size()) {
            throw new IllegalArgumentException(
                    representations.size() + " representations with " + controls.size() + " control words");
        }
        return controls.isEmpty() ? List.of() : decode(representations, controls, settings(options));
    }

    private GenerationSettings settings(CaptionOptions options) {
        GenerationSettings asked = GenerationSettings.of(options);
        return preset.lexical() == null ? asked : asked.withLengthPenalty(options.lengthPenalty() + PER_PIECE);
    }

    private List<Answer.Caption> decode(
            List<RegionRepresentation> representations, List<ControlWords> controls, GenerationSettings settings) {
        long[][] prompts = controls.stream()
                .map(words -> tokenizer.encode(words.prompt(), preset.maxTextLength()))
                .toArray(long[][]::new);
        List<Hypothesis> best = Inference.call(manager -> {
            CaptionNetwork.Control control = CaptionNetwork.Control.padded(
                    manager, prompts, preset.languageModel().padId());
            NDArray regions = Matrices.regions(manager, representations, preset);
            T5Model.Encoded encoded = network.caption(regions, control);
            return network.languageModel().generate(encoded, settings, StepListener.NONE).stream()
                    .map(hypotheses -> hypotheses.get(0))
                    .toList();
        });
        List<Answer.Caption> captions = new ArrayList<>();
        for (int item = 0; item < best.size(); item++) {
            Hypothesis hypothesis = best.get(item);
            captions.add(new Answer.Caption(
                    tokenizer.caption(hypothesis.generated()),
                    Math.exp(hypothesis.score()),
                    controls.get(item).words()));
        }
        return captions;
    }
}
