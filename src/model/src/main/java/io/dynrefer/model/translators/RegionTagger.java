package io.dynrefer.model.translators;

import io.dynrefer.model.calibration.Logistic;
import io.dynrefer.region.Answer;
import io.dynrefer.region.FloatMatrix;
import io.dynrefer.region.RegionRepresentation;
import io.dynrefer.region.ScoredLabel;
import io.dynrefer.region.TagDecoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** D_tag: the tags of a fixed vocabulary, whose text embeddings come with the weights. */
public final class RegionTagger implements TagDecoder {
    private final LabelScorer scorer;
    private final List<String> vocabulary;
    private final LabelScorer.Texts texts;
    private final Logistic calibration;

    /**
     * @param embeddings one row per word of the vocabulary
     * @param calibration what a logit means
     */
    public RegionTagger(LabelScorer scorer, List<String> vocabulary, FloatMatrix embeddings, Logistic calibration) {
        if (vocabulary.size() != embeddings.rows()) {
            throw new IllegalArgumentException(vocabulary.size() + " tags but " + embeddings.rows() + " embeddings");
        }
        this.scorer = scorer;
        this.vocabulary = List.copyOf(vocabulary);
        this.texts = scorer.texts(embeddings);
        this.calibration = calibration;
    }

    @Override
    public List<String> vocabulary() {
        return vocabulary;
    }

    @Override
    public List<Answer.Tags> decode(List<RegionRepresentation> representations, double threshold) {
        return Arrays.stream(scorer.logits(representations, texts))
                .map(logits -> tags(logits, threshold))
                .toList();
    }

    private Answer.Tags tags(float[] logits, double threshold) {
        List<ScoredLabel> tags = new ArrayList<>();
        for (int i = 0; i < logits.length; i++) {
            double probability = calibration.probability(logits[i]);
            if (probability > threshold) {
                tags.add(new ScoredLabel(vocabulary.get(i), probability));
            }
        }
        return new Answer.Tags(tags);
    }
}
