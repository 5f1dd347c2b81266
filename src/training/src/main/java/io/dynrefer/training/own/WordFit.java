package io.dynrefer.training.own;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.dynrefer.model.nn.Inference;
import io.dynrefer.model.nn.Numbers;
import io.dynrefer.training.samples.Seeds;
import java.util.List;
import java.util.Random;

/**
 * Learns the weights of own words: multinomial logistic regression on the numbers of the vector that the category head
 * compares with texts, on top of the logits that the model had, by Adam on batches of regions and their changed copies.
 * The same regions and settings give the same weights.
 */
final class WordFit {
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.98;
    private static final double EPSILON = 1e-8;
    private static final double SMALLEST_DEVIATION = 1e-6;

    private final Settings settings;
    private final int words;
    private final float[] mean;
    private final float[] deviation;

    /**
     * How it learns.
     *
     * @param steps of Adam, the rate falling to 0 by a half cosine
     * @param batch regions of a step
     * @param rate of the first step
     * @param decay of the weights in a step, as a part of the rate
     * @param leftOut share of the rows' numbers that a step leaves out
     * @param balance exponent of the frequency by which common words count less
     * @param temperature by which logits are divided
     */
    record Settings(
            int steps,
            int batch,
            double rate,
            double decay,
            double leftOut,
            double balance,
            double temperature,
            long seed) {
        static Settings usual(double temperature) {
            return new Settings(400, 512, 0.01, 1, 0.2, 0.5, temperature, 0);
        }
    }

    /** Sees the weights now and then. */
    @FunctionalInterface
    interface Watch {
        /** @param weights (words, numbers + 1), of the rows as they are */
        void see(int step, float[][] weights);
    }

    private WordFit(OwnRegions regions, int words, Settings settings) {
        this.settings = settings;
        this.words = words;
        int width = regions.rows().get(0).length;
        double[] sum = new double[width];
        double[] squares = new double[width];
        for (float[] row : regions.rows()) {
            for (int i = 0; i < width; i++) {
                sum[i] += row[i];
                squares[i] += row[i] * row[i];
            }
        }
        this.mean = new float[width];
        this.deviation = new float[width];
        for (int i = 0; i < width; i++) {
            mean[i] = (float) (sum[i] / regions.size());
            double variance = squares[i] / regions.size() - (double) mean[i] * mean[i];
            deviation[i] = (float) Math.sqrt(Math.max(variance, SMALLEST_DEVIATION));
        }
    }

    /**
     * Learns, and shows the weights every so many steps and after the last.
     *
     * @param until the last step; the rate is that of all steps of the settings
     */
    static void run(OwnRegions regions, int words, Settings settings, int until, int every, Watch watch) {
        WordFit fit = new WordFit(regions, words, settings);
        Inference.call(manager -> {
            fit.learn(manager, regions, until, every, watch);
            return 0;
        });
    }

    private void learn(NDManager manager, OwnRegions regions, int until, int every, Watch watch) {
        int width = mean.length;
        NDArray weights = manager.zeros(new Shape(words, width));
        NDArray shifts = manager.zeros(new Shape(words));
        Adam ofWeights = new Adam(manager, weights.getShape());
        Adam ofShifts = new Adam(manager, shifts.getShape());
        float[] counts = new float[words];
        regions.labels().forEach(label -> counts[label]++);
        for (int step = 0; step < until; step++) {
            int number = step;
            double rate = settings.rate() * (1 + Math.cos(Math.PI * step / settings.steps())) / 2;
            Inference.call(inner -> {
                Batch batch = batch(inner, regions, number, counts);
                NDArray logits =
                        batch.rows().matMul(weights.transpose()).add(shifts).add(batch.before());
                NDArray all = Numbers.times(logits.concat(batch.rivals(), 1), 1 / settings.temperature());
                NDArray wrong = all.softmax(1).get(new NDIndex(":, :-1")).sub(batch.right());
                NDArray error = wrong.mul(batch.importance()); // (regions, words)
                ofWeights.step(weights, error.transpose().matMul(batch.rows()), rate, settings.decay(), number);
                ofShifts.step(shifts, error.sum(new int[] {0}), rate, 0, number);
                return 0;
            });
            if ((step + 1) % every == 0 || step + 1 == until) {
                watch.see(step + 1, plain(weights.toFloatArray(), shifts.toFloatArray()));
            }
        }
    }

    /** Regions of a step. Not equal by value. */
    private record Batch(NDArray rows, NDArray before, NDArray rivals, NDArray right, NDArray importance) {}

    private Batch batch(NDManager manager, OwnRegions regions, int step, float[] counts) {
        Random random = new Random(Seeds.of(settings.seed(), "own words", step));
        int size = Math.min(settings.batch(), regions.size());
        int width = mean.length;
        float[] rows = new float[size * width];
        float[] before = new float[size * words];
        float[] rivals = new float[size];
        float[] right = new float[size * words];
        float[] importance = new float[size];
        double mass = 0;
        for (int i = 0; i < size; i++) {
            int region = random.nextInt(regions.size());
            List<float[]> copies = random.nextBoolean() ? regions.rows() : regions.changed();
            fill(rows, i * width, copies.get(region), random);
            System.arraycopy(regions.before().get(region), 0, before, i * words, words);
            rivals[i] = regions.rivals().get(region);
            int label = regions.labels().get(region);
            right[i * words + label] = 1;
            importance[i] = (float) Math.pow(counts[label], -settings.balance());
            mass += importance[i];
        }
        for (int i = 0; i < size; i++) {
            importance[i] /= (float) mass;
        }
        return new Batch(
                manager.create(rows, new Shape(size, width)),
                manager.create(before, new Shape(size, words)),
                manager.create(rivals, new Shape(size, 1)),
                manager.create(right, new Shape(size, words)),
                manager.create(importance, new Shape(size, 1)));
    }

    private void fill(float[] rows, int from, float[] row, Random random) {
        float kept = (float) (1 - settings.leftOut());
        long bits = 0;
        for (int i = 0; i < row.length; i++) {
            if (i % 8 == 0) {
                bits = random.nextLong();
            }
            boolean out = (bits & 0xff) < 256 * settings.leftOut();
            bits >>>= 8;
            rows[from + i] = out ? 0 : (row[i] - mean[i]) / deviation[i] / kept;
        }
    }

    /** The weights for rows as they are, the shift last. */
    private float[][] plain(float[] weights, float[] shifts) {
        int width = mean.length;
        float[][] plain = new float[words][width + 1];
        for (int word = 0; word < words; word++) {
            double shift = shifts[word];
            for (int i = 0; i < width; i++) {
                plain[word][i] = weights[word * width + i] / deviation[i];
                shift -= (double) plain[word][i] * mean[i];
            }
            plain[word][width] = (float) shift;
        }
        return plain;
    }

    /** Adam with decoupled decay, of one array. */
    private static final class Adam {
        private final NDArray first;
        private final NDArray second;

        Adam(NDManager manager, Shape shape) {
            this.first = manager.zeros(shape, DataType.FLOAT32);
            this.second = manager.zeros(shape, DataType.FLOAT32);
        }

        void step(NDArray values, NDArray gradient, double rate, double decay, int step) {
            first.muli((float) BETA1).addi(Numbers.times(gradient, 1 - BETA1));
            second.muli((float) BETA2).addi(Numbers.times(gradient.square(), 1 - BETA2));
            double bias1 = 1 - Math.pow(BETA1, step + 1.0);
            double bias2 = 1 - Math.pow(BETA2, step + 1.0);
            NDArray root = Numbers.times(second, 1 / bias2).sqrt().add((float) EPSILON);
            NDArray change = Numbers.times(first, rate / bias1).div(root);
            values.muli((float) (1 - rate * decay)).subi(change);
        }
    }
}
