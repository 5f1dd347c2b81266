package io.dynrefer.evaluation.scenes;

import io.dynrefer.data.AnnotatedRegion;
import io.dynrefer.data.RegionLabels;
import io.dynrefer.evaluation.report.AnswerSheet;
import io.dynrefer.evaluation.run.Benchmark;
import io.dynrefer.evaluation.run.BenchmarkPictures;
import io.dynrefer.region.RgbImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Pictures of the answers whose captions fit their references best, and worst. */
final class ScenePictures {
    private static final int SHOWN = 8;
    private static final int LABELS_SHOWN = 4;

    private final SceneResults results;

    ScenePictures(SceneResults results) {
        this.results = results;
    }

    /** Writes the sheets of the best and the worst answers into a folder and returns their names. */
    List<String> write(Benchmark<AnnotatedRegion> benchmark, Path folder) {
        if (!hasCaptions()) {
            return List.of();
        }
        write(benchmark, byCider().reversed(), folder.resolve("best.svg"));
        write(benchmark, byCider(), folder.resolve("worst.svg"));
        return List.of("best.svg", "worst.svg");
    }

    private boolean hasCaptions() {
        return results.rows().stream()
                .anyMatch(row -> !Double.isNaN(results.captions().ciderOf(row)));
    }

    private Comparator<SceneRow> byCider() {
        return Comparator.comparingDouble(row -> results.captions().ciderOf(row));
    }

    private void write(Benchmark<AnnotatedRegion> benchmark, Comparator<SceneRow> order, Path file) {
        List<SceneRow> shown = results.rows().stream()
                .filter(row -> !row.failed() && !Double.isNaN(results.captions().ciderOf(row)))
                .sorted(order)
                .limit(SHOWN)
                .toList();
        Map<String, RgbImage> images = BenchmarkPictures.read(
                benchmark, shown.stream().map(SceneRow::imageId).collect(Collectors.toSet()));
        AnswerSheet.write(shown.stream().map(row -> entry(row, images)).toList(), file);
    }

    private AnswerSheet.Entry entry(SceneRow row, Map<String, RgbImage> images) {
        RgbImage image = images.get(row.imageId());
        if (image == null) {
            throw new IllegalStateException("no image " + row.imageId());
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
