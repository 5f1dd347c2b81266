package io.dynrefer.training.calibration;

import io.dynrefer.model.calibration.Logistic;
import io.dynrefer.model.calibration.Thing;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;

/**
 * Learns to tell things from background: logistic regression on standardised numbers, with Adam and decaying weights,
 * stopped after the pass whose weights are best on the examples to choose by; a logistic function fitted to these makes
 * the answer a probability.
 */
final class ThingFit {
    private static final int PASSES = 20;
    private static final int BATCH = 128;
    private static final double RATE = 1e-3;
    private static final double DECAY = 1; // of weights, per step times the rate
    private static final double FIRST_MOMENT = 0.9;
    private static final double SECOND_MOMENT = 0.999;
    private static final double EPSILON = 1e-8;
    /** Of the usual one: what hardly ever moves must not decide when it does. */
    private static final double SMALLEST_DEVIATION = 0.2;

    private final List<Example> examples;
    private final List<Example> chosenBy;
    private final int size;
    private final double[] mean;
    private final double[] scale; // of the standardised numbers

    /** Numbers that say what a region is like, and whether it is a thing. */
    record Example(float[] numbers, boolean thing) {}

    /**
     * @param examples to learn from, of both kinds
     * @param chosenBy to stop and calibrate by, of both kinds
     */
    ThingFit(List<Example> examples, List<Example> chosenBy) {
        this.examples = new ArrayList<>(examples);
        this.chosenBy = chosenBy;
        this.size = examples.get(0).numbers().length;
        this.mean = new double[size];
        this.scale = new double[size];
        standardise();
    }

    private void standardise() {
        double[] squares = new double[size];
        for (Example example : examples) {
            for (int i = 0; i < size; i++) {
                mean[i] += example.numbers()[i] / examples.size();
                squares[i] += (double) example.numbers()[i] * example.numbers()[i] / examples.size();
            }
        }
        double usual = 0; // deviation
        for (int i = 0; i < size; i++) {
            squares[i] = Math.sqrt(Math.max(squares[i] - mean[i] * mean[i], 0));
            usual += squares[i] / size;
        }
        for (int i = 0; i < size; i++) {
            scale[i] = 1 / Math.max(squares[i], SMALLEST_DEVIATION * usual + EPSILON);
        }
    }

    Thing fit() {
        double[] weights = new double[size + 1]; // the last is the bias
        double[] first = new double[size + 1];
        double[] second = new double[size + 1];
        double[] best = weights.clone();
        double least = Double.POSITIVE_INFINITY;
        int step = 0;
        Random random = new Random(0);
        for (int pass = 0; pass < PASSES; pass++) {
            Collections.shuffle(examples, random);
            for (int start = 0; start < examples.size(); start += BATCH) {
                double[] gradient =
                        gradient(weights, examples.subList(start, Math.min(start + BATCH, examples.size())));
                step++;
                for (int i = 0; i <= size; i++) {
                    first[i] += (1 - FIRST_MOMENT) * (gradient[i] - first[i]);
                    second[i] += (1 - SECOND_MOMENT) * (gradient[i] * gradient[i] - second[i]);
                    double moment = first[i] / (1 - Math.pow(FIRST_MOMENT, step));
                    double norm = Math.sqrt(second[i] / (1 - Math.pow(SECOND_MOMENT, step))) + EPSILON;
                    weights[i] -= RATE * (moment / norm + (i < size ? DECAY * weights[i] : 0));
                }
            }
            double loss = loss(weights);
            if (loss < least) {
                least = loss;
                best = weights.clone();
            }
        }
        return calibrated(best);
    }

    private double[] gradient(double[] weights, List<Example> batch) {
        double[] gradient = new double[size + 1];
        for (Example example : batch) {
            double wrong = (Logistic.sigmoid(score(weights, example)) - (example.thing() ? 1 : 0)) / batch.size();
            for (int i = 0; i < size; i++) {
                gradient[i] += wrong * (example.numbers()[i] - mean[i]) * scale[i];
            }
            gradient[size] += wrong;
        }
        return gradient;
    }

    private double score(double[] weights, Example example) {
        double sum = weights[size];
        for (int i = 0; i < size; i++) {
            sum += weights[i] * (example.numbers()[i] - mean[i]) * scale[i];
        }
        return sum;
    }

    /** Negative log-likelihood of the examples to choose by. */
    private double loss(double[] weights) {
        return chosenBy.stream()
                .mapToDouble(example -> {
                    double score = score(weights, example);
                    return Math.log1p(Math.exp(example.thing() ? -score : score));
                })
                .sum();
    }

    /** On the numbers as they are, with the logistic function folded in. */
    private Thing calibrated(double[] weights) {
        LogisticFit judged = new LogisticFit();
        chosenBy.forEach(example -> judged.addLogit(score(weights, example), example.thing()));
        Logistic logistic = judged.fit();
        double bias = logistic.scale() * weights[size] + logistic.shift();
        double[] plain = new double[size];
        for (int i = 0; i < size; i++) {
            plain[i] = logistic.scale() * weights[i] * scale[i];
            bias -= plain[i] * mean[i];
        }
        return new Thing(
                Digits.of(bias), DoubleStream.of(plain).map(Digits::of).boxed().toList());
    }
}
