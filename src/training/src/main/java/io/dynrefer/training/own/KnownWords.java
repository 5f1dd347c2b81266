package io.dynrefer.training.own;

import io.dynrefer.data.Dataset;
import io.dynrefer.data.Split;
import io.dynrefer.training.samples.SampleSource;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a model knew before it learned own words: another data set's test regions, asked among its words. */
final class KnownWords {
    private static final double PERCENT = 100;

    private final OwnRegions regions;
    private final List<String> words; // of the data set, then the own ones that are not among them
    private final int count; // of the data set
    private final List<Integer> own; // numbers of the own words among all

    private KnownWords(OwnRegions regions, List<String> words, int count, List<Integer> own) {
        this.regions = regions;
        this.words = words;
        this.count = count;
        this.own = own;
    }

    static KnownWords of(OwnReader reader, Dataset dataset, List<String> ownWords) {
        List<String> words = dataset.info().vocabulary().categories();
        Set<String> together = new LinkedHashSet<>(words);
        List<String> lower =
                words.stream().map(word -> word.toLowerCase(Locale.ROOT)).toList();
        ownWords.stream()
                .filter(word -> !lower.contains(word.toLowerCase(Locale.ROOT)))
                .forEach(together::add);
        List<String> all = List.copyOf(together);
        List<String> allLower =
                all.stream().map(word -> word.toLowerCase(Locale.ROOT)).toList();
        OwnRegions regions = reader.read(new SampleSource(dataset, Split.TEST, 0), all, false);
        return new KnownWords(
                regions,
                all,
                words.size(),
                ownWords.stream()
                        .map(word -> allLower.indexOf(word.toLowerCase(Locale.ROOT)))
                        .toList());
    }

    int size() {
        return regions.size();
    }

    /** Right among the data set's words, in percent. */
    double before() {
        return right(new float[0][], count);
    }

    /** The same among all words. */
    double mixedBefore() {
        return right(new float[0][], words.size());
    }

    /** Right among the data set's words with weights of the own words. */
    double after(float[][] weights) {
        return right(weights, count);
    }

    /** The same among all words. */
    double mixedAfter(float[][] weights) {
        return right(weights, words.size());
    }

    private double right(float[][] weights, int asked) {
        int right = 0;
        for (int i = 0; i < regions.size(); i++) {
            float[] logits = regions.before().get(i).clone();
            add(regions.rows().get(i), weights, asked, logits);
            int best = OwnScores.best(Arrays.copyOf(logits, asked));
            right += best == regions.labels().get(i) ? 1 : 0;
        }
        return regions.size() == 0 ? 0 : PERCENT * right / regions.size();
    }

    /** As the category head does: what the weights say beside the own word that they say most for. */
    private void add(float[] rows, float[][] weights, int asked, float[] logits) {
        double[] said = new double[weights.length];
        double most = Double.NEGATIVE_INFINITY;
        for (int word = 0; word < weights.length; word++) {
            if (own.get(word) < asked) {
                said[word] = OwnScores.added(rows, weights[word]);
                most = Math.max(most, said[word]);
            }
        }
        for (int word = 0; word < weights.length; word++) {
            if (own.get(word) < asked) {
                logits[own.get(word)] += (float) (said[word] - most);
            }
        }
    }
}
