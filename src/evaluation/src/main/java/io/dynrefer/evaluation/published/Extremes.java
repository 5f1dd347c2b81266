package io.dynrefer.evaluation.published;

import io.dynrefer.evaluation.report.AnswerSheet;
import io.dynrefer.evaluation.run.Benchmark;
import io.dynrefer.evaluation.run.Prediction;
import io.dynrefer.evaluation.run.SampleImage;
import io.dynrefer.region.Box;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.region.RgbImage;
import io.dynrefer.views.ImageLimits;
import io.dynrefer.views.ImageReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
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

    /** Writes {@code best.png} and {@code worst.png} into a folder and returns their names; none without an answer. */
    List<String> write(Benchmark<T> benchmark, Words<T> words, Path folder) {
        if (best.isEmpty()) {
            return List.of();
        }
        Map<String, RgbImage> images = images(benchmark);
        write(folder.resolve("best.png"), sheet(best, images, words));
        write(folder.resolve("worst.png"), sheet(worst, images, words));
        return List.of("best.png", "worst.png");
    }

    private Map<String, RgbImage> images(Benchmark<T> benchmark) {
        Map<String, RgbImage> images = new HashMap<>();
        List<Scored<T>> shown = new ArrayList<>(best);
        shown.addAll(worst);
        List<String> wanted =
                shown.stream().map(scored -> scored.prediction().image()).toList();
        ImageReader reader = new ImageReader(ImageLimits.DEFAULT);
        try (Stream<SampleImage<T>> all = benchmark.images()) {
            all.filter(image -> wanted.contains(image.id()))
                    .forEach(image -> images.put(
                            image.id(), reader.read(image.encoded().get()).image()));
        }
        return images;
    }

    private static <T> byte[] sheet(TreeSet<Scored<T>> shown, Map<String, RgbImage> images, Words<T> words) {
        List<AnswerSheet.Entry> entries = new ArrayList<>();
        for (Scored<T> scored : shown) {
            Prediction<T> prediction = scored.prediction();
            List<Double> xywh = prediction.bbox();
            RgbImage image = images.get(prediction.image());
            if (image != null) {
                entries.add(new AnswerSheet.Entry(
                        image,
                        new Box(xywh.get(0), xywh.get(1), xywh.get(0) + xywh.get(2), xywh.get(1) + xywh.get(3)),
                        words.expected(prediction),
                        words.said(prediction)));
            }
        }
        return AnswerSheet.png(entries);
    }

    private static void write(Path file, byte[] content) {
        try {
            Files.write(file, content);
        } catch (IOException e) {
            throw new DynReferException(
                    ErrorCode.STORE_UNAVAILABLE, "--out", file + " cannot be written: " + e + ".", e);
        }
    }
}
