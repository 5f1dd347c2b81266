package io.dynrefer.evaluation.scenes;

import io.dynrefer.evaluation.bootstrap.BleuStatistic;
import io.dynrefer.evaluation.bootstrap.MeanStatistic;
import io.dynrefer.evaluation.bootstrap.MeteorStatistic;
import io.dynrefer.evaluation.bootstrap.Range;
import io.dynrefer.evaluation.bootstrap.Statistic;
import io.dynrefer.evaluation.caption.Cider;
import io.dynrefer.evaluation.caption.DocumentFrequencies;
import io.dynrefer.evaluation.caption.PtbTokenizer;
import io.dynrefer.evaluation.caption.RougeL;
import io.dynrefer.evaluation.meteor.Meteor;
import io.dynrefer.evaluation.meteor.MeteorScore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * How well the captions of a run fit their references, as the COCO caption toolkit measures it: PTB tokens, CIDEr-D,
 * METEOR 1.5 without a paraphrase table, BLEU-4, ROUGE-L. The document frequencies of CIDEr are those of the whole run,
 * for its groups too.
 */
final class CaptionScores {
    private final List<SceneRow> rows;
    private final int images;
    private final Meteor meteor = Meteor.english();
    private final Map<SceneRow, Scored> scored = new HashMap<>();

    /** A caption's tokens and own scores. */
    private record Scored(String caption, List<String> references, double cider, double rouge, MeteorScore meteor) {}

    CaptionScores(List<SceneRow> rows, int images) {
        this.rows =
                rows.stream().filter(row -> !row.truth().captions().isEmpty()).toList();
        this.images = images;
        DocumentFrequencies frequencies = new DocumentFrequencies();
        Map<SceneRow, List<String>> references = new HashMap<>();
        for (SceneRow row : this.rows) {
            List<String> tokenised =
                    row.truth().captions().stream().map(PtbTokenizer::tokenize).toList();
            references.put(row, tokenised);
            frequencies.accept(tokenised);
        }
        Cider cider = new Cider(frequencies);
        RougeL rouge = new RougeL();
        for (SceneRow row : this.rows) {
            String caption = PtbTokenizer.tokenize(row.caption());
            List<String> of = references.getOrDefault(row, List.of());
            scored.put(
                    row,
                    new Scored(
                            caption,
                            of,
                            cider.accept(caption, of),
                            rouge.accept(caption, of),
                            meteor.align(caption, of).score()));
        }
    }

    /** CIDEr-D, 0..10. */
    Statistic cider(Predicate<SceneRow> group) {
        return mean(group, Scored::cider, Range.CIDER);
    }

    /** ROUGE-L, 0..1. */
    Statistic rouge(Predicate<SceneRow> group) {
        return mean(group, Scored::rouge, Range.SHARE);
    }

    /** What the metric of {@link #meteor} is called. */
    String meteorName() {
        return meteor.name();
    }

    /** METEOR, 0..1. */
    Statistic meteor(Predicate<SceneRow> group) {
        MeteorStatistic statistic = new MeteorStatistic(images, meteor.parameters());
        for (SceneRow row : rows) {
            if (group.test(row)) {
                statistic.add(row.image(), of(row).meteor().statistics());
            }
        }
        return statistic;
    }

    /** BLEU-4, 0..1. */
    Statistic bleu(Predicate<SceneRow> group) {
        BleuStatistic statistic = new BleuStatistic(images);
        for (SceneRow row : rows) {
            if (group.test(row)) {
                double own = statistic.add(row.image(), of(row).caption(), of(row).references());
                assert own >= 0 : row.truth().id();
            }
        }
        return statistic;
    }

    /** One caption's own CIDEr-D; NaN for a region without references. */
    double ciderOf(SceneRow row) {
        Scored found = scored.get(row);
        return found == null ? Double.NaN : found.cider();
    }

    private Statistic mean(Predicate<SceneRow> group, ToDoubleFunction<Scored> score, Range range) {
        MeanStatistic statistic = new MeanStatistic(images, range);
        for (SceneRow row : rows) {
            if (group.test(row)) {
                statistic.add(row.image(), score.applyAsDouble(of(row)), 1);
            }
        }
        return statistic;
    }

    private Scored of(SceneRow row) {
        Scored found = scored.get(row);
        if (found == null) {
            throw new IllegalStateException(
                    "no caption of region " + row.truth().id());
        }
        return found;
    }
}
