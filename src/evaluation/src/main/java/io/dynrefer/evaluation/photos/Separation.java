package io.dynrefer.evaluation.photos;

import io.dynrefer.evaluation.bootstrap.Range;
import io.dynrefer.evaluation.bootstrap.Statistic;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How well a score tells things from background: the area under the receiver operating characteristic, the chance that
 * a thing scores higher than a piece of background, equal scores counting half. Not thread-safe while scores are added.
 */
final class Separation implements Statistic {
    private final List<Scored> scores = new ArrayList<>();
    private boolean sorted;

    private record Scored(int image, double score, boolean thing) {}

    /** Adds the score of a thing, or of a piece of background, in an image with this number. */
    public void add(int image, double score, boolean thing) {
        scores.add(new Scored(image, score, thing));
        sorted = false;
    }

    @Override
    public double value(int[] weights) {
        if (!sorted) {
            scores.sort(Comparator.comparingDouble(Scored::score));
            sorted = true;
        }
        double below = 0; // background with a lower score
        double things = 0;
        double won = 0;
        int next = 0;
        while (next < scores.size()) {
            double score = scores.get(next).score();
            double equalThings = 0;
            double equalBackground = 0;
            for (; next < scores.size() && scores.get(next).score() == score; next++) {
                int times = weights[scores.get(next).image()];
                if (scores.get(next).thing()) {
                    equalThings += times;
                } else {
                    equalBackground += times;
                }
            }
            won += equalThings * (below + equalBackground / 2);
            below += equalBackground;
            things += equalThings;
        }
        return won / (things * below);
    }

    @Override
    public long count() {
        return scores.size();
    }

    @Override
    public Range range() {
        return Range.SHARE;
    }
}
