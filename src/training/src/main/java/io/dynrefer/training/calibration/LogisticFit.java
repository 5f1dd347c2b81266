package io.dynrefer.training.calibration;

import io.dynrefer.model.calibration.Logistic;
import java.util.ArrayList;
import java.util.List;

/** Labels' logits with whether they were right, and the logistic function that fits them best (Platt's method). */
final class LogisticFit {
    /** A group with fewer right or wrong labels says too little of its own. */
    static final int LEAST = 30;

    private static final int STEPS = 100;
    private static final double SMALLEST_STEP = 1e-9;
    private static final double RIDGE = 1e-9; // against a singular Hessian
    private static final double MOST = 40; // a double's logistic function is 1 beyond

    private final List<Judged> labels = new ArrayList<>();
    private int rightOnes;

    private record Judged(double logit, boolean right) {}

    /** Adds a label of this probability before calibration. */
    void add(double probability, boolean right) {
        double logit = Math.log(probability / (1 - probability));
        addLogit(Math.max(-MOST, Math.min(MOST, logit)), right);
    }

    void addLogit(double logit, boolean right) {
        labels.add(new Judged(logit, right));
        rightOnes += right ? 1 : 0;
    }

    void addAll(LogisticFit others) {
        labels.addAll(others.labels);
        rightOnes += others.rightOnes;
    }

    int size() {
        return labels.size();
    }

    /** Whether there are enough right and wrong labels to fit anything. */
    boolean suffices() {
        return rightOnes >= LEAST && labels.size() - rightOnes >= LEAST;
    }

    /**
     * The function with the greatest likelihood, by Newton's method with halved steps; {@link Logistic#PLAIN} where
     * there is too little to fit, or where better scores mean less.
     */
    Logistic fit() {
        if (!suffices()) {
            return Logistic.PLAIN;
        }
        Logistic best = new Logistic(0, Math.log((rightOnes + 1.0) / (labels.size() - rightOnes + 1.0)));
        double loss = loss(best);
        for (int i = 0; i < STEPS; i++) {
            double[] step = newton(best);
            double factor = 1;
            Logistic next = moved(best, step, factor);
            while (loss(next) > loss && factor > SMALLEST_STEP) {
                factor /= 2;
                next = moved(best, step, factor);
            }
            double gained = loss - loss(next);
            if (gained <= SMALLEST_STEP * labels.size()) {
                break;
            }
            best = next;
            loss -= gained;
        }
        return best.scale() > 0 ? rounded(best) : Logistic.PLAIN;
    }

    private static Logistic moved(Logistic from, double[] step, double factor) {
        return new Logistic(from.scale() - factor * step[0], from.shift() - factor * step[1]);
    }

    /** Negative log-likelihood. */
    private double loss(Logistic logistic) {
        double loss = 0;
        for (Judged label : labels) {
            double z = logistic.scale() * label.logit() + logistic.shift();
            double signed = label.right() ? -z : z;
            loss += Math.max(0, signed) + Math.log1p(Math.exp(-Math.abs(signed)));
        }
        return loss;
    }

    /** Inverse Hessian times gradient: of scale and shift. */
    private double[] newton(Logistic at) {
        double gradientScale = 0;
        double gradientShift = 0;
        double scaleScale = RIDGE;
        double scaleShift = 0;
        double shiftShift = RIDGE;
        for (Judged label : labels) {
            double p = at.probability(label.logit());
            double wrong = p - (label.right() ? 1 : 0);
            double slope = p * (1 - p);
            gradientScale += wrong * label.logit();
            gradientShift += wrong;
            scaleScale += slope * label.logit() * label.logit();
            scaleShift += slope * label.logit();
            shiftShift += slope;
        }
        double determinant = scaleScale * shiftShift - scaleShift * scaleShift;
        return new double[] {
            (shiftShift * gradientScale - scaleShift * gradientShift) / determinant,
            (scaleScale * gradientShift - scaleShift * gradientScale) / determinant
        };
    }

    private static Logistic rounded(Logistic logistic) {
        return new Logistic(Digits.of(logistic.scale()), Digits.of(logistic.shift()));
    }
}
