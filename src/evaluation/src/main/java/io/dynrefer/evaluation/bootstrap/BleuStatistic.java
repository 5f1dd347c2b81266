package io.dynrefer.evaluation.bootstrap;

import io.dynrefer.evaluation.caption.Bleu;
import java.util.List;

/** BLEU-4 of a corpus of captions. */
public final class BleuStatistic implements Statistic {
    private static final int FOUR = 3;

    private final Bleu[] totals; // by image
    private long captions;

    public BleuStatistic(int images) {
        totals = new Bleu[images];
        for (int i = 0; i < images; i++) {
            totals[i] = new Bleu();
        }
    }

    /** Adds one tokenised caption with its tokenised references; returns its own BLEU-4, 0..1. */
    public double add(int image, String caption, List<String> references) {
        captions++;
        return totals[image].accept(caption, references).get(FOUR);
    }

    @Override
    public double value(int[] weights) {
        if (captions == 0) {
            return Double.NaN;
        }
        Bleu sum = new Bleu();
        for (int image = 0; image < totals.length; image++) {
            sum.add(totals[image], weights[image]);
        }
        return sum.corpus().get(FOUR);
    }

    @Override
    public long count() {
        return captions;
    }

    @Override
    public Range range() {
        return Range.SHARE;
    }
}
