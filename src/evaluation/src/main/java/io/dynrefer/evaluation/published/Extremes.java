package io.dynrefer.evaluation.published;

import io.dynrefer.evaluation.report.AnswerSheet;
import io.dynrefer.evaluation.run.Benchmark;
import io.dynrefer.evaluation.run.BenchmarkPictures;
import io.dynrefer.evaluation.run.Prediction;
import io.dynrefer.region.RgbImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The best and the worst answers of a run, a few of each, and pictures of them. Keeps no more than it shows. */
final class Extremes<T> {
    private static final int SHOWN = 8;

    private final TreeSet<Scored<T>> best = new TreeSet<>(Scored.<T>order().reversed());
    private final TreeSet<Scored<T>> worst = new TreeSet<>(Scored.<T>order());

    /** What a picture says beside the region. */
    interface Words<T> {
        List<String> expected(Prediction<T> prediction);

        List<String> said(Prediction<T> prediction);
    }

    private record Scored<T>(double score, Prediction<T> prediction) {
        static <T> Comparator<Scored<T>> order() {
            return Comparator.<Scored<T>>comparingDouble(Scored::score)
                    .thenComparing(scored -> scored.prediction().sample());
        }
    }

    /** Considers an answer. */
    void accept(double score, Prediction<T> prediction) {
        keep(best, new Scored<>(score, prediction));
        keep(worst, new Scored<>(score, prediction));
    }

    private static <T> void keep(TreeSet<Scored<T>> kept, Scored<T> candidate) {
        boolean isNew = kept.add(candidate);
        if (isNew && kept.size() > SHOWN) {
            kept.remove(kept.last());
        }
    }

    /** Writes {@code best.svg} and {@code worst.svg} into a folder and returns their names; none without an answer. */
    List<String> write(Benchmark<T> benchmark, Words<T> words, Path folder) {
        if (best.isEmpty()) {
            return List.of();
        }
        Set<String> ids = Stream.concat(best.stream(), worst.stream())
                .map(scored -> scored.prediction().image())
                .collect(Collectors.toSet());
        Map<String, RgbImage> images = BenchmarkPictures.read(benchmark, ids);
        AnswerSheet.write(entries(best, images, words), folder.resolve("best.svg"));
        AnswerSheet.write(entries(worst, images, words), folder.resolve("worst.svg"));
        return List.of("best.svg", "worst.svg");
    }

    private static <T> List<AnswerSheet.Entry> entries(
            TreeSet<Scored<T>> shown, Map<String, RgbImage> images, Words<T> words) {
        List<AnswerSheet.Entry> entries = new ArrayList<>();
        for (Scored<T> scored : shown) {
            Prediction<T> prediction = scored.prediction();
            RgbImage image = images.get(prediction.image());
            if (image != null) {
                entries.add(new AnswerSheet.Entry(
                        image, prediction.box(), words.expected(prediction), words.said(prediction)));
            }
        }
        return entries;
    }
}
