package io.dynrefer.evaluation.scenes;

import io.dynrefer.data.AnnotatedRegion;
import io.dynrefer.data.RegionLabels;
import io.dynrefer.evaluation.report.AnswerSheet;
import io.dynrefer.evaluation.run.Benchmark;
import io.dynrefer.evaluation.run.SampleImage;
import io.dynrefer.region.RgbImage;
import io.dynrefer.views.ImageLimits;
import io.dynrefer.views.ImageReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Pictures of the answers whose captions fit their references best, and worst. */
final class ScenePictures {
    private static final int SHOWN = 8;
    private static final int LABELS_SHOWN = 4;

    private final SceneResults results;

    ScenePictures(SceneResults results) {
        this.results = results;
    }

    /** The sheet of the best answers. */
    byte[] best(Benchmark<AnnotatedRegion> benchmark) {
        return sheet(benchmark, byCider().reversed());
    }

    /** The sheet of the worst answers. */
    byte[] worst(Benchmark<AnnotatedRegion> benchmark) {
        return sheet(benchmark, byCider());
    }

    /** Whether there is a caption to show. */
    boolean hasCaptions() {
        return results.rows().stream()
                .anyMatch(row -> !Double.isNaN(results.captions().ciderOf(row)));
    }

    private Comparator<SceneRow> byCider() {
        return Comparator.comparingDouble(row -> results.captions().ciderOf(row));
    }

    private byte[] sheet(Benchmark<AnnotatedRegion> benchmark, Comparator<SceneRow> order) {
        List<SceneRow> shown = results.rows().stream()
                .filter(row -> !row.failed() && !Double.isNaN(results.captions().ciderOf(row)))
                .sorted(order)
                .limit(SHOWN)
                .toList();
        Map<String, RgbImage> images = images(
                benchmark, shown.stream().map(row -> row.prediction().image()).collect(Collectors.toSet()));
        return AnswerSheet.png(shown.stream().map(row -> entry(row, images)).toList());
    }

    private static Map<String, RgbImage> images(Benchmark<AnnotatedRegion> benchmark, Set<String> ids) {
        ImageReader reader = new ImageReader(ImageLimits.DEFAULT);
        Map<String, RgbImage> found = new HashMap<>();
        try (Stream<SampleImage<AnnotatedRegion>> images = benchmark.images()) {
            images.filter(image -> ids.contains(image.id()))
                    .forEach(image -> found.put(
                            image.id(), reader.read(image.encoded().get()).image()));
        }
        return found;
    }

    private AnswerSheet.Entry entry(SceneRow row, Map<String, RgbImage> images) {
        RgbImage image = images.get(row.prediction().image());
        if (image == null) {
            throw new IllegalStateException("no image " + row.prediction().image());
        }
        RegionLabels labels = row.truth().labels();
        List<String> expected = new ArrayList<>();
        expected.add(labels.category() + ": " + String.join(", ", labels.attributes()));
        expected.add(row.truth().captions().get(0));
        List<String> said = List.of(
                row.caption().isEmpty() ? "(nothing)" : row.caption(),
                results.bestCategory(row, results.vocabulary().categories()) + ": " + bestAttributes(row),
                String.format(
                        Locale.ROOT, "CIDEr-D %.1f", 100 * results.captions().ciderOf(row)));
        return new AnswerSheet.Entry(image, row.truth().box(), expected, said);
    }

    private String bestAttributes(SceneRow row) {
        List<String> names = results.vocabulary().attributes();
        Function<Integer, Float> score = row::attribute;
        return IntStream.range(0, names.size())
                .boxed()
                .sorted(Comparator.comparing(score).reversed())
                .limit(LABELS_SHOWN)
                .map(names::get)
                .collect(Collectors.joining(", "));
    }
}
