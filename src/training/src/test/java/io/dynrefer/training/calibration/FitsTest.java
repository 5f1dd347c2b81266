package io.dynrefer.training.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dynrefer.model.calibration.Logistic;
import io.dynrefer.model.calibration.Temperature;
import io.dynrefer.model.calibration.Thing;
import io.dynrefer.region.FloatMatrix;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Fits find again what data was drawn from. */
class FitsTest {
    private final Random random = new Random(1);

    @Test
    void logistic_isThatOfTheDrawing() {
        Logistic drawn = new Logistic(0.7, -1.5);
        LogisticFit fit = new LogisticFit();
        for (int i = 0; i < 20000; i++) {
            double logit = 4 * random.nextGaussian();
            fit.add(Logistic.sigmoid(logit), random.nextDouble() < drawn.probability(logit));
        }

        assertThat(fit.fit().scale()).isCloseTo(drawn.scale(), within(0.03));
        assertThat(fit.fit().shift()).isCloseTo(drawn.shift(), within(0.06));
    }

    @Test
    void logistic_ofTooFewLabels_orOfScoresThatMeanLess_leavesThemAsTheyAre() {
        LogisticFit few = new LogisticFit();
        LogisticFit upsideDown = new LogisticFit();
        for (int i = 0; i < 200; i++) {
            few.add(0.5, i < LogisticFit.LEAST - 1);
            upsideDown.addLogit(i, i < 100);
        }

        assertThat(few.fit()).isEqualTo(Logistic.PLAIN);
        assertThat(upsideDown.fit()).isEqualTo(Logistic.PLAIN);
    }

    @Test
    void logistic_ofCertainLabels_isFinite() {
        LogisticFit fit = new LogisticFit();
        for (int i = 0; i < 100; i++) {
            fit.add(1, i % 10 != 0);
            fit.add(0, i % 10 == 0);
        }

        assertThat(fit.fit().probability(40)).isCloseTo(0.9, within(0.01));
        assertThat(fit.fit().probability(-40)).isCloseTo(0.1, within(0.01));
    }

    @Test
    void temperature_isThatOfTheDrawing_forEachSizeOfVocabulary() {
        TemperatureFit fit = new TemperatureFit();
        for (int i = 0; i < 6000; i++) {
            add(fit, 6, 0.5);
            add(fit, 80, 2);
        }
        Temperature found = fit.fit();

        assertThat(found.fitted()).hasSize(2);
        assertThat(found.of(6)).isCloseTo(0.5, within(0.03));
        assertThat(found.of(80)).isCloseTo(2, within(0.1));
    }

    /** Adds logits of random size, and a right word drawn from their softmax over the temperature. */
    private void add(TemperatureFit fit, int words, double temperature) {
        float[] logits = new float[words];
        double[] weights = new double[words];
        double sum = 0;
        for (int i = 0; i < words; i++) {
            logits[i] = (float) (3 * random.nextGaussian());
            weights[i] = Math.exp(logits[i] / temperature);
            sum += weights[i];
        }
        double left = random.nextDouble() * sum;
        int right = 0;
        while (right < words - 1 && left > weights[right]) {
            left -= weights[right++];
        }
        fit.add(logits, right);
    }

    @Test
    void thing_isToldFromBackground_byTheNumbersThatDiffer() {
        Thing thing = new ThingFit(examples(4000), examples(500)).fit();

        int right = 0;
        double sum = 0;
        List<ThingFit.Example> others = examples(1000);
        for (ThingFit.Example example : others) {
            double known = thing.known(new FloatMatrix(1, 4, example.numbers()));
            right += (known > 0.5) == example.thing() ? 1 : 0;
            sum += known;
        }
        assertThat(right / (double) others.size()).isGreaterThan(0.9);
        assertThat(sum / others.size()).isCloseTo(0.5, within(0.03));
        assertThat(Math.abs(thing.weights().get(1)))
                .isGreaterThan(3 * Math.abs(thing.weights().get(2)));
    }

    /** Half of them things: their second number is larger; the last never moves but once. */
    private List<ThingFit.Example> examples(int count) {
        List<ThingFit.Example> examples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean thing = i % 2 == 0;
            examples.add(new ThingFit.Example(
                    new float[] {
                        (float) random.nextGaussian(),
                        (float) (random.nextGaussian() * 2 + (thing ? 104 : 96)),
                        (float) random.nextGaussian(),
                        i == 1 ? 1e-4f : 0
                    },
                    thing));
        }
        return examples;
    }
}
