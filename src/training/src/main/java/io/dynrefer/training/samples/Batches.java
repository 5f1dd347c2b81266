package io.dynrefer.training.samples;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.dynrefer.model.nn.Numbers;
import io.dynrefer.model.t5.CaptionNetwork;
import io.dynrefer.model.t5.TeacherForcing;
import io.dynrefer.model.tokens.T5Tokenizer;
import io.dynrefer.training.network.Batch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes batches of samples: draws what chance decides and turns all of it into arrays. Not thread-safe. */
public final class Batches {
    private final Drawing drawing;
    private final RegionFeatures features;
    private final TextTable texts;
    private final T5Tokenizer tokenizer;
    private final Map<String, Integer> tagNumbers = new HashMap<>();
    private final ContrastConfig contrast;
    private final Limits limits;
    private final Map<Sample, RegionTexts> regionTexts = new IdentityHashMap<>();
    private final AttributeTexts attributeTexts;
    private final List<String> always;
    private final @Nullable CategoryTargets categories;

    /**
     * Numbers of the language model.
     *
     * @param padId token that fills
     * @param maxTokens of control words and of captions
     */
    public record Limits(long padId, int maxTokens) {}

    /**
     * Where the parts of a batch come from.
     *
     * @param features of the views
     * @param texts embeddings of all captions and phrases
     * @param attributeTexts which texts stand for attributes
     * @param always texts to compare in every batch
     * @param tokenizer of the language model
     * @param tags the model's vocabulary
     * @param categories what is right and wrong of regions, if categories are learned as a choice
     */
    public record Sources(
            RegionFeatures features,
            TextTable texts,
            AttributeTexts attributeTexts,
            List<String> always,
            T5Tokenizer tokenizer,
            List<String> tags,
            @Nullable CategoryTargets categories) {}

    public Batches(
            Sources sources,
            ViewChooser views,
            CaptionWords captionWords,
            CaptionColors colors,
            CaptionNames names,
            ControlDropout dropout,
            ContrastConfig contrast,
            Limits limits) {
        this.drawing = new Drawing(views, captionWords, dropout, contrast.phrases(), colors, names);
        this.features = sources.features();
        this.texts = sources.texts();
        this.attributeTexts = sources.attributeTexts();
        this.always = List.copyOf(sources.always());
        this.categories = sources.categories();
        this.tokenizer = sources.tokenizer();
        sources.tags().forEach(tag -> tagNumbers.put(tag, tagNumbers.size()));
        this.contrast = contrast;
        this.limits = limits;
    }

    /**
     * A batch.
     *
     * @param seeds one per sample: all that chance decides about it
     */
    public Batch of(NDManager manager, List<Sample> samples, long[] seeds) {
        List<Draw> draws = new ArrayList<>();
        for (int i = 0; i < seeds.length; i++) {
            draws.add(drawing.draw(samples.get(i), seeds[i]));
        }
        List<String> compared = contrast.compared(
                draws.stream().flatMap(draw -> draw.texts().stream()).toList(), always);
        CaptionNetwork.Control captions =
                padded(manager, draws.stream().map(Draw::caption).toList());
        NDArray present = captions.mask();
        NDArray labels = captions.ids().mul(present).add(Numbers.times(present.sub(1L), -TeacherForcing.IGNORED));
        RegionFeatures.Embedded views = features.of(
                manager,
                draws.stream()
                        .map(draw -> new RegionFeatures.Views(draw.sample(), draw.coefficients(), draw.changed()))
                        .toList());
        return new Batch(
                views.views(),
                views.classTokens(),
                tagLabels(manager, draws),
                texts.of(manager, compared),
                signs(manager, draws, compared),
                padded(
                        manager,
                        draws.stream().map(draw -> draw.control().prompt()).toList()),
                labels,
                present,
                categories == null ? null : categories.of(manager, samples, texts));
    }

    private CaptionNetwork.Control padded(NDManager manager, List<String> prompts) {
        long[][] rows = prompts.stream()
                .map(prompt -> tokenizer.encode(prompt, limits.maxTokens()))
                .toArray(long[][]::new);
        return CaptionNetwork.Control.padded(manager, rows, limits.padId());
    }

    /** 1 where a tag of the vocabulary applies: (samples, tags). */
    private NDArray tagLabels(NDManager manager, List<Draw> draws) {
        int tags = tagNumbers.size();
        float[] labels = new float[draws.size() * tags];
        for (int i = 0; i < draws.size(); i++) {
            for (String tag : draws.get(i).sample().region().labels().tags()) {
                Integer number = tagNumbers.get(tag);
                if (number != null) {
                    labels[i * tags + number] = 1;
                }
            }
        }
        return manager.create(labels, new Shape(draws.size(), tags));
    }

    /**
     * 1 where a text is true of a region, -1 where it is false, 0 where that is not known; times the attribute's
     * weight.
     */
    private NDArray signs(NDManager manager, List<Draw> draws, List<String> compared) {
        float[] signs = new float[draws.size() * compared.size()];
        float[] weights = new float[compared.size()];
        for (int j = 0; j < weights.length; j++) {
            weights[j] = attributeTexts.weight(compared.get(j), contrast.balance() == null ? 0 : contrast.balance());
        }
        int ownStart = 0;
        for (int i = 0; i < draws.size(); i++) {
            Draw draw = draws.get(i);
            int ownEnd = ownStart + draw.texts().size();
            for (int j = 0; j < compared.size(); j++) {
                signs[i * compared.size() + j] = switch (contrast.labels()) {
                    case DIAGONAL -> j >= ownStart && j < ownEnd ? 1 : -1;
                    case KNOWN -> {
                        float sign = regionTexts(draw.sample()).sign(compared.get(j));
                        yield sign > 0 ? sign * weights[j] : sign;
                    }
                };
            }
            ownStart = ownEnd;
        }
        return manager.create(signs, new Shape(draws.size(), compared.size()));
    }

    private RegionTexts regionTexts(Sample sample) {
        return regionTexts.computeIfAbsent(sample, known -> new RegionTexts(known.region(), attributeTexts));
    }
}
