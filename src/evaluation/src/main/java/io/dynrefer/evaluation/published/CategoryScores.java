package io.dynrefer.evaluation.published;

import io.dynrefer.evaluation.run.Prediction;
import java.util.List;
import java.util.Objects;

/** The scores of an answer about a category, by the position of the category. */
final class CategoryScores {
    private CategoryScores() {}

    /** How far the right category is above the best wrong one. */
    static double margin(Prediction<?> prediction, int expected) {
        double wrong = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < scores(prediction).size(); i++) {
            wrong = i == expected ? wrong : Math.max(wrong, score(prediction, i));
        }
        return score(prediction, expected) - wrong;
    }

    static double score(Prediction<?> prediction, int category) {
        return scores(prediction).get(category);
    }

    private static List<Float> scores(Prediction<?> prediction) {
        return Objects.requireNonNull(prediction.answer().categories());
    }

    /** The position of the best category, the first of equals; -1 without an answer. */
    static int best(Prediction<?> prediction) {
        List<Float> scores = prediction.answer().categories();
        int best = -1;
        for (int i = 0; scores != null && i < scores.size(); i++) {
            best = best < 0 || scores.get(i) > scores.get(best) ? i : best;
        }
        return best;
    }
}
