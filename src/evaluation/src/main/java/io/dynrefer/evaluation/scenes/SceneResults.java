package io.dynrefer.evaluation.scenes;

import io.dynrefer.data.AnnotatedRegion;
import io.dynrefer.evaluation.bootstrap.MeanStatistic;
import io.dynrefer.evaluation.bootstrap.Range;
import io.dynrefer.evaluation.bootstrap.RankingStatistic;
import io.dynrefer.evaluation.bootstrap.Statistic;
import io.dynrefer.evaluation.run.EvaluationRun;
import io.dynrefer.evaluation.run.Prediction;
import io.dynrefer.evaluation.run.PredictionFile;
import io.dynrefer.evaluation.run.SampleImage;
import io.dynrefer.evaluation.run.Subject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The answers of one subject about scenes, and the metrics of any group of them. */
public final class SceneResults {
    private final SceneVocabulary vocabulary;
    private final List<String> tags;
    private final List<SceneRow> rows = new ArrayList<>();
    private int images;
    private @Nullable CaptionScores captions;

    private SceneResults(SceneVocabulary vocabulary, List<String> tags) {
        this.vocabulary = vocabulary;
        this.tags = List.copyOf(tags);
    }

    /** Reads a subject's answers, which have the order of the benchmark's regions. */
    public static SceneResults read(SceneBenchmark benchmark, EvaluationRun<?> run, Subject subject) {
        SceneResults results = new SceneResults(benchmark.vocabulary(), subject.tagVocabulary());
        try (Stream<SampleImage<AnnotatedRegion>> images = benchmark.images();
                Stream<Prediction<AnnotatedRegion>> predictions =
                        PredictionFile.read(run.file(subject), AnnotatedRegion.class)) {
            Iterator<Prediction<AnnotatedRegion>> answers = predictions.iterator();
            images.forEachOrdered(image -> results.add(image, answers));
        }
        return results;
    }

    private void add(SampleImage<AnnotatedRegion> image, Iterator<Prediction<AnnotatedRegion>> answers) {
        SceneRow.Place place = new SceneRow.Place(images++, image.id());
        SceneRow.Widths widths = new SceneRow.Widths(
                vocabulary.categories().size(), vocabulary.attributes().size(), tags.size());
        image.samples()
                .forEach(sample -> rows.add(
                        new SceneRow(place, sample.truth(), answers.next().answer(), widths)));
    }

    List<SceneRow> rows() {
        return Collections.unmodifiableList(rows);
    }

    /** How many images the run asked about. */
    public int imageCount() {
        return images;
    }

    /** How many regions the run asked about. */
    public int regionCount() {
        return rows.size();
    }

    SceneVocabulary vocabulary() {
        return vocabulary;
    }

    /** The captions' scores, computed once. */
    CaptionScores captions() {
        CaptionScores scores = captions;
        if (scores == null) {
            scores = new CaptionScores(rows, images);
            captions = scores;
        }
        return scores;
    }

    /** The share of regions whose best category among {@code candidates} is the right one. */
    Statistic topOne(Predicate<SceneRow> group, List<String> candidates) {
        List<String> asked = vocabulary.categories();
        int[] positions = candidates.stream().mapToInt(asked::indexOf).toArray();
        MeanStatistic accuracy = new MeanStatistic(images, Range.SHARE);
        for (SceneRow row : rows) {
            if (group.test(row) && !row.truth().labels().category().isEmpty()) {
                boolean right = !row.failed()
                        && asked.get(best(row, positions))
                                .equals(row.truth().labels().category());
                accuracy.add(row.image(), right ? 1 : 0, 1);
            }
        }
        return accuracy;
    }

    /** The position of the best candidate; the first of equals. */
    private static int best(SceneRow row, int[] positions) {
        int best = positions[0];
        for (int position : positions) {
            best = row.category(position) > row.category(best) ? position : best;
        }
        return best;
    }

    /** The name of the best of these candidates. */
    String bestCategory(SceneRow row, List<String> candidates) {
        List<String> asked = vocabulary.categories();
        return asked.get(best(row, candidates.stream().mapToInt(asked::indexOf).toArray()));
    }

    /** The share of the commonest category: what the best constant answer gets. */
    double majority(Predicate<SceneRow> group) {
        Map<String, Integer> counts = new HashMap<>();
        int total = 0;
        for (SceneRow row : rows) {
            if (group.test(row) && !row.truth().labels().category().isEmpty()) {
                counts.merge(row.truth().labels().category(), 1, Integer::sum);
                total++;
            }
        }
        return counts.isEmpty() ? Double.NaN : (double) Collections.max(counts.values()) / total;
    }

    /** Mean average precision of the attributes that {@code member} selects, on labelled regions only. */
    RankingStatistic attributes(Predicate<SceneRow> group, Predicate<String> member) {
        RankingStatistic ranking = new RankingStatistic();
        for (int i = 0; i < vocabulary.attributes().size(); i++) {
            String name = vocabulary.attributes().get(i);
            if (member.test(name)) {
                RankingStatistic.Samples samples = new RankingStatistic.Samples();
                for (SceneRow row : rows) {
                    boolean positive = row.truth().labels().attributes().contains(name);
                    boolean labelled = positive
                            || row.truth().labels().negativeAttributes().contains(name);
                    if (labelled && group.test(row)) {
                        samples.add(row.image(), row.attribute(i), positive);
                    }
                }
                ranking.addLabel(samples);
            }
        }
        return ranking;
    }

    /** Mean average precision of the tags that both the data and the subject know. */
    RankingStatistic tags(Predicate<SceneRow> group) {
        Set<String> annotated = new HashSet<>(vocabulary.tags());
        RankingStatistic ranking = new RankingStatistic();
        for (int i = 0; i < tags.size(); i++) {
            String tag = tags.get(i);
            if (annotated.contains(tag)) {
                RankingStatistic.Samples samples = new RankingStatistic.Samples();
                for (SceneRow row : rows) {
                    if (group.test(row)) {
                        samples.add(
                                row.image(),
                                row.tag(i),
                                row.truth().labels().tags().contains(tag));
                    }
                }
                ranking.addLabel(samples);
            }
        }
        return ranking;
    }

    /** How many tags of the data the subject does not know. */
    long unknownTags() {
        Set<String> known = new HashSet<>(tags);
        return vocabulary.tags().stream().filter(tag -> !known.contains(tag)).count();
    }
}
