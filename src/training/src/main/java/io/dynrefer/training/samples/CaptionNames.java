package io.dynrefer.training.samples;

import io.dynrefer.data.language.CaptionText;
import io.dynrefer.data.language.ClassWords;
import io.dynrefer.region.ControlWords;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Steers captions as they are steered where nobody names words for them: by what the weights predict, right or wrong,
 * so that the language model learns how far to believe it.
 *
 * @param predicted by sample; others are steered by words of their captions
 * @param vocabulary names to put in place of a region's own
 * @param config how often
 */
public record CaptionNames(
        Map<Sample, PredictedWords> predicted, List<String> vocabulary, CaptionsConfig.Names config) {
    /** Captions steered by words of their own alone. */
    public static final CaptionNames NONE = new CaptionNames(Map.of(), List.of(), new CaptionsConfig.Names(0, 1, 0));

    /** What a caption is to say, and the words that steer it. */
    record Steered(String caption, ControlWords control) {}

    /**
     * The caption as it is learned; the seed decides where chance does.
     *
     * @param drawn words of the caption, for those that are steered by such
     */
    Steered of(Sample sample, String caption, ControlWords drawn, long seed) {
        PredictedWords words = predicted.get(sample);
        Random random = new Random(seed);
        if (words == null || random.nextDouble() >= config.share()) {
            return new Steered(caption, drawn);
        }
        if (random.nextDouble() < config.others()
                && ClassWords.isBare(caption, sample.region().labels().category())) {
            String other = vocabulary.get(random.nextInt(vocabulary.size()));
            return new Steered(CaptionText.withArticle(other), new ControlWords(List.of(other)));
        }
        return new Steered(caption, words.control(random));
    }
}
