package io.dynrefer.evaluation.published;

import io.dynrefer.evaluation.bootstrap.BleuStatistic;
import io.dynrefer.evaluation.bootstrap.Bootstrap;
import io.dynrefer.evaluation.bootstrap.MeanStatistic;
import io.dynrefer.evaluation.bootstrap.MeteorStatistic;
import io.dynrefer.evaluation.bootstrap.Range;
import io.dynrefer.evaluation.bootstrap.Statistic;
import io.dynrefer.evaluation.meteor.Meteor;
import io.dynrefer.evaluation.meteor.MeteorScore;
import io.dynrefer.evaluation.report.Cell;
import java.util.ArrayList;
import java.util.List;

/** The metrics of one group of regions. */
final class CaptionGroup {
    private final MeanStatistic cider;
    private final MeanStatistic rouge;
    private final MeteorStatistic meteor;
    private final BleuStatistic bleu;

    CaptionGroup(int images, Meteor meteor) {
        this.cider = new MeanStatistic(images, Range.CIDER);
        this.rouge = new MeanStatistic(images, Range.SHARE);
        this.meteor = new MeteorStatistic(images, meteor.parameters());
        this.bleu = new BleuStatistic(images);
    }

    /** Adds what one caption is worth. */
    void add(int image, double ciderScore, double rougeScore, MeteorScore meteorScore) {
        cider.add(image, ciderScore, 1);
        rouge.add(image, rougeScore, 1);
        meteor.add(image, meteorScore.statistics());
    }

    /** Adds a caption's words; returns its own BLEU-4. */
    double addBleu(int image, String caption, List<String> references) {
        return bleu.add(image, caption, references);
    }

    MeanStatistic cider() {
        return cider;
    }

    MeteorStatistic meteor() {
        return meteor;
    }

    /** Its line of the table. */
    List<Cell> row(String name, Bootstrap bootstrap) {
        List<Cell> row = new ArrayList<>(List.of(Cell.of(name), Cell.of(cider.count())));
        for (Statistic statistic : List.of(meteor, cider, bleu, rouge)) {
            row.add(Cell.percent(bootstrap.estimate(statistic)));
        }
        return row;
    }
}
