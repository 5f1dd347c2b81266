package io.dynrefer.training.own;

import io.dynrefer.region.TimeLeft;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Weights of own words whose number of steps was chosen on validation regions.
 *
 * @param step that was chosen: most validation regions right, of equals the smaller loss
 * @param onTraining the weights of that step, learned from the training regions alone
 * @param onAll those of that step, learned from the validation regions too
 */
record ChosenFit(int step, float[][] onTraining, float[][] onAll) {
    private static final int EVERY = 20;

    /**
     * Learns twice: to choose, and with all regions.
     *
     * @param validation may have none: then all steps are made
     * @param messages sees lines of progress
     */
    static ChosenFit of(
            OwnRegions training,
            OwnRegions validation,
            int words,
            WordFit.Settings settings,
            Consumer<String> messages) {
        Choice choice = new Choice(validation, settings, messages);
        WordFit.run(training, words, settings, settings.steps(), EVERY, choice);
        if (validation.size() == 0) {
            return new ChosenFit(choice.step, choice.weights, choice.weights);
        }
        float[][][] last = new float[1][][];
        WordFit.run(
                training.and(validation),
                words,
                settings,
                choice.step,
                choice.step,
                (step, weights) -> last[0] = weights);
        return new ChosenFit(choice.step, choice.weights, last[0]);
    }

    private static final class Choice implements WordFit.Watch {
        private final OwnRegions validation;
        private final WordFit.Settings settings;
        private final Consumer<String> messages;
        private final TimeLeft timeLeft = new TimeLeft();
        private float[][] weights = new float[0][];
        private int step;
        private long right = -1;
        private double loss;

        Choice(OwnRegions validation, WordFit.Settings settings, Consumer<String> messages) {
            this.validation = validation;
            this.settings = settings;
            this.messages = messages;
        }

        @Override
        public void see(int now, float[][] seen) {
            long rightNow = 0;
            double lossNow = 0;
            if (validation.size() > 0) {
                rightNow = OwnScores.right(validation, OwnScores.first(validation, seen));
                lossNow = OwnScores.loss(validation, seen, settings.temperature());
            }
            if (validation.size() == 0 || rightNow > right || rightNow == right && lossNow < loss) {
                step = now;
                weights = seen;
                right = rightNow;
                loss = lossNow;
            }
            messages.accept(String.format(
                    Locale.ROOT,
                    "Step %d of %d: %d of %d validation regions right, loss %.3f, %s left",
                    now,
                    settings.steps(),
                    rightNow,
                    validation.size(),
                    lossNow,
                    timeLeft.text(now, settings.steps() - now)));
        }
    }
}
