package io.dynrefer.model.translators;

import ai.djl.ndarray.NDManager;
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
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** D_llm: captions by Flan-T5, all regions of a call at once. */
public final class T5CaptionDecoder implements CaptionDecoder {
    /**
     * Added to the length penalty of networks with lexical rows: their small vocabulary spells rare names in many
     * pieces, and a sum of the pieces' logarithms would hold that against them.
     */
    private static final double PER_PIECE = 1;

    /** What a name may have before it; the language model knows which suits, and that some have none. */
    private static final List<String> DETERMINERS = List.of("a ", "an ", "");

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
        List<Hypothesis> best = Inference.call(manager -> {
            T5Model.Encoded encoded = encoded(manager, representations, controls);
            return network.languageModel().generate(encoded, settings, StepListener.NONE).stream()
                    .map(hypotheses -> hypotheses.get(0))
                    .toList();
        });
        List<Answer.Caption> captions = new ArrayList<>();
        for (int item = 0; item < best.size(); item++) {
            captions.add(caption(best.get(item), controls.get(item)));
        }
        nameAll(captions, representations, controls, settings);
        return captions;
    }

    private T5Model.Encoded encoded(
            NDManager manager, List<RegionRepresentation> representations, List<ControlWords> controls) {
        long[][] prompts = controls.stream()
                .map(words -> tokenizer.encode(words.prompt(), preset.maxTextLength()))
                .toArray(long[][]::new);
        CaptionNetwork.Control control = CaptionNetwork.Control.padded(
                manager, prompts, preset.languageModel().padId());
        return network.caption(Matrices.regions(manager, representations, preset), control);
    }

    private Answer.Caption caption(Hypothesis hypothesis, ControlWords control) {
        return new Answer.Caption(
                tokenizer.caption(hypothesis.generated()), Math.exp(hypothesis.score()), control.words());
    }

    /** Puts captions that begin with the thing's name in place of those that do not have it. */
    private void nameAll(
            List<Answer.Caption> captions,
            List<RegionRepresentation> representations,
            List<ControlWords> controls,
            GenerationSettings settings) {
        List<Integer> items = new ArrayList<>(); // one for each beginning
        List<int[]> beginnings = new ArrayList<>();
        for (int item = 0; item < captions.size(); item++) {
            String name = controls.get(item).name();
            if (name != null && !(" " + captions.get(item).caption()).contains(" " + name)) {
                for (String determiner : DETERMINERS) {
                    items.add(item);
                    beginnings.add(Arrays.stream(tokenizer.pieceIds(determiner + name))
                            .mapToInt(Math::toIntExact)
                            .toArray());
                }
            }
        }
        if (items.isEmpty()) {
            return;
        }
        List<Hypothesis> named = Inference.call(manager -> network.languageModel()
                .generate(
                        encoded(
                                manager,
                                items.stream().map(representations::get).toList(),
                                items.stream().map(controls::get).toList()),
                        settings,
                        beginnings));
        for (int first = 0; first < items.size(); first += DETERMINERS.size()) {
            Hypothesis best = Collections.max(
                    named.subList(first, first + DETERMINERS.size()), Comparator.comparingDouble(Hypothesis::score));
            captions.set(items.get(first), caption(best, controls.get(items.get(first))));
        }
    }
}
