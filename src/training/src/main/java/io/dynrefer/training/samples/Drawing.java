package io.dynrefer.training.samples;

import io.dynrefer.data.AnnotatedRegion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Decides, from one seed per sample, which views, caption, phrases and control words a sample comes with. */
final class Drawing {
    private final ViewChooser views;
    private final CaptionWords captionWords;
    private final ControlDropout dropout;
    private final int phrases;
    private final CaptionColors colors;
    private final CaptionNames names;

    Drawing(
            ViewChooser views,
            CaptionWords captionWords,
            ControlDropout dropout,
            int phrases,
            CaptionColors colors,
            CaptionNames names) {
        this.colors = colors;
        this.names = names;
        this.views = views;
        this.captionWords = captionWords;
        this.dropout = dropout;
        this.phrases = phrases;
    }

    Draw draw(Sample sample, long seed) {
        Random random = new Random(seed);
        AnnotatedRegion region = sample.region();
        List<Double> coefficients = views.choose(sample, random.nextLong());
        String caption = region.captions().get(random.nextInt(region.captions().size()));
        String told = colors.of(sample, caption, Seeds.of(seed, "color", 0));
        Set<String> words = new LinkedHashSet<>(captionWords.of(told));
        words.addAll(region.labels().tags());
        List<String> texts = texts(caption, region, random);
        CaptionNames.Steered steered =
                names.of(sample, told, dropout.draw(List.copyOf(words), random), Seeds.of(seed, "name", 0));
        return new Draw(
                sample,
                coefficients,
                Variation.suits(region) && new Random(Seeds.of(seed, "changed", 0)).nextBoolean(),
                steered.caption(),
                texts,
                steered.control());
    }

    private List<String> texts(String caption, AnnotatedRegion region, Random random) {
        List<String> texts = new ArrayList<>(List.of(caption));
        List<String> shuffled = new ArrayList<>(RegionTexts.phrases(region));
        Collections.shuffle(shuffled, random);
        texts.addAll(shuffled.subList(0, Math.min(phrases, shuffled.size())));
        return texts;
    }
}
