package io.dynrefer.evaluation.scenes;

import io.dynrefer.evaluation.bootstrap.Bootstrap;
import io.dynrefer.evaluation.bootstrap.Statistic;
import io.dynrefer.evaluation.report.Cell;
import io.dynrefer.evaluation.report.ReportTable;
import io.dynrefer.evaluation.scenes.SlotScores.Slot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The tables about captions of scenes: how near they are to the references, and which words they have. */
final class SceneCaptionTables {
    private final SceneResults model;
    private final Bootstrap bootstrap;
    private final Map<String, Predicate<SceneRow>> groups;

    /** @param groups of regions, by name */
    SceneCaptionTables(SceneResults model, Bootstrap bootstrap, Map<String, Predicate<SceneRow>> groups) {
        this.model = model;
        this.bootstrap = bootstrap;
        this.groups = groups;
    }

    ReportTable captions() {
        CaptionScores scores = model.captions();
        List<List<Cell>> rows = new ArrayList<>();
        withNovel().forEach((name, group) -> {
            Statistic cider = scores.cider(group);
            if (cider.count() > 0) {
                rows.add(List.of(
                        Cell.of(name),
                        Cell.of(cider.count()),
                        Cell.percent(bootstrap.estimate(cider)),
                        Cell.percent(bootstrap.estimate(scores.meteor(group))),
                        Cell.percent(bootstrap.estimate(scores.bleu(group))),
                        Cell.percent(bootstrap.estimate(scores.rouge(group)))));
            }
        });
        return new ReportTable(
                "Captions",
                "Each times a hundred. References of generated parts come from a grammar, so the numbers are not"
                        + " comparable with those on Visual Genome. METEOR 1.5 with exact, stem and synonym matches.",
                List.of("regions", "n", "CIDEr-D", scores.meteorName(), "BLEU-4", "ROUGE-L"),
                rows);
    }

    ReportTable slots() {
        List<List<Cell>> rows = new ArrayList<>();
        withNovel().forEach((name, group) -> {
            List<Cell> row = new ArrayList<>(List.of(Cell.of(name)));
            long words = 0;
            for (Slot slot : Slot.values()) {
                Statistic accuracy = SlotScores.of(model.rows(), model.imageCount(), group, slot);
                words += accuracy.count();
                row.add(Cell.of(accuracy.count()));
                row.add(Cell.percent(bootstrap.estimate(accuracy)));
            }
            if (words > 0) {
                rows.add(row);
            }
        });
        return new ReportTable(
                "Caption slots",
                "The share of the words a right caption should contain that it does contain, in percent, compared by"
                        + " their stems.",
                List.of("regions", "attribute words", "found", "object words", "found", "context words", "found"),
                rows);
    }

    private Map<String, Predicate<SceneRow>> withNovel() {
        Map<String, Predicate<SceneRow>> named = new LinkedHashMap<>();
        groups.forEach((name, group) -> {
            named.put(name, group);
            if (model.rows().stream().anyMatch(row -> row.isNovel() && group.test(row))) {
                named.put(name + ", base", group.and(row -> !row.isNovel()));
                named.put(name + ", novel", group.and(SceneRow::isNovel));
            }
        });
        return named;
    }
}
