package io.dynrefer.training.own;

import io.dynrefer.data.Dataset;
import io.dynrefer.data.Split;
import io.dynrefer.model.calibration.Calibration;
import io.dynrefer.model.weights.ModelCards;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ModelCard;
import io.dynrefer.training.samples.SampleSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Teaches a model the categories of somebody's own photos, with nothing to set: on top of what the network makes of
 * them, which stays as it is, so that every other word is answered as before. Killed at any time, the same call goes on
 * where it was and ends the same.
 */
public final class OwnTraining {
    private final Path start;
    private final Path folder;
    private final Consumer<String> messages;

    /**
     * @param start the model folder to start from
     * @param folder gets {@code model}, {@code report.md}, {@code wrong.svg} and, in {@code cache}, features
     * @param messages sees lines of progress
     */
    public OwnTraining(Path start, Path folder, Consumer<String> messages) {
        this.start = start;
        this.folder = folder;
        this.messages = messages;
    }

    /** The finished model's folder. */
    public Path model() {
        return folder.resolve("model");
    }

    /** The report. */
    public Path report() {
        return folder.resolve("report.md");
    }

    /** Trains, writes all, and returns the model's card. */
    public ModelCard run(Dataset dataset) {
        if (!dataset.info().has(Split.TRAIN)) {
            throw DynReferException.invalid("--data", dataset.info().name() + " has no training photos.");
        }
        try (OwnReader reader = new OwnReader(start, folder.resolve("cache"), messages)) {
            SampleSource source = new SampleSource(dataset, Split.TRAIN, 0);
            List<String> words = words(source);
            OwnRegions training = reader.read(source, words, true);
            OwnRegions validation = dataset.info().has(Split.VAL)
                    ? reader.read(new SampleSource(dataset, Split.VAL, 0), words, true)
                    : OwnRegions.empty();
            messages.accept(String.format(
                    Locale.ROOT,
                    "%d classes; %d regions to learn from, %d to choose by",
                    words.size(),
                    training.size(),
                    validation.size()));
            WordFit.Settings settings = settings(start, words.size());
            ChosenFit fit = ChosenFit.of(training, validation, words.size(), settings, messages);
            ModelCard card = new OwnModelFolder(start, words, fit.onAll(), reader.embeddings(words)).write(model());
            OwnRegions test = dataset.info().has(Split.TEST)
                    ? reader.read(new SampleSource(dataset, Split.TEST, 0), words, false)
                    : OwnRegions.empty();
            report(dataset, words, fit, new Seen(training, validation, test));
            return card;
        }
    }

    /** How words are learned, on the scale of a start's calibration. */
    static WordFit.Settings settings(Path start, int words) {
        return WordFit.Settings.usual(Calibration.read(start, ModelCards.read(start))
                .map(calibration -> calibration.categories().of(words))
                .orElse(1.0));
    }

    /** The categories of the training regions, in alphabetic order. */
    static List<String> words(SampleSource source) {
        TreeSet<String> words = new TreeSet<>();
        source.samples().forEach(sample -> words.add(sample.region().labels().category()));
        words.remove("");
        if (words.isEmpty()) {
            throw DynReferException.invalid("--data", source.name() + " names no category of any training region.");
        }
        return List.copyOf(words);
    }

    private record Seen(OwnRegions training, OwnRegions validation, OwnRegions test) {}

    private void report(Dataset dataset, List<String> words, ChosenFit fit, Seen seen) {
        OwnReport report = new OwnReport(words)
                .line("# Own categories of %s", dataset.info().name())
                .line("")
                .line("- start: %s", ModelCards.read(start).id())
                .line("- model: %s", ModelCards.read(model()).id())
                .line("- classes: %d", words.size())
                .line(
                        "- regions: %d learned from, %d chosen by",
                        seen.training().size(), seen.validation().size())
                .line("- steps: %d", fit.step())
                .line("- every word that is not among the classes is answered as before: nothing else changed")
                .line("");
        List<WrongSheet.Wrong> wrong = new ArrayList<>();
        if (seen.validation().size() > 0) {
            List<Integer> after = OwnScores.first(seen.validation(), fit.onTraining());
            report.table(
                    "Validation regions, by what was learned from the training regions alone",
                    seen.validation(),
                    OwnScores.firstBefore(seen.validation()),
                    after);
            wrong.addAll(wrong(seen.validation(), after, words));
        }
        if (seen.test().size() > 0) {
            List<Integer> after = OwnScores.first(seen.test(), fit.onAll());
            report.table("Test regions, by the model", seen.test(), OwnScores.firstBefore(seen.test()), after);
            wrong.addAll(wrong(seen.test(), after, words));
        }
        if (!wrong.isEmpty()) {
            report.line("Named wrong now: %d; right word above, said word below.", wrong.size())
                    .line("")
                    .line("![wrong](wrong.svg)");
        }
        try {
            Files.writeString(report(), report.text());
            if (!wrong.isEmpty()) {
                Files.write(folder.resolve("wrong.svg"), WrongSheet.svg(wrong, dataset));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + report(), e);
        }
        summary(report.text());
    }

    private void summary(String report) {
        try (Stream<String> lines = report.lines()) {
            lines.filter(line -> line.startsWith("## ") || line.startsWith("| all"))
                    .forEach(messages);
        }
    }

    private static List<WrongSheet.Wrong> wrong(OwnRegions regions, List<Integer> first, List<String> words) {
        List<WrongSheet.Wrong> wrong = new ArrayList<>();
        for (int i = 0; i < first.size(); i++) {
            int label = regions.labels().get(i);
            if (first.get(i) != label) {
                wrong.add(new WrongSheet.Wrong(regions.where().get(i), words.get(label), words.get(first.get(i))));
            }
        }
        return wrong;
    }
}
