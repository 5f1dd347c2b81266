package io.dynrefer.evaluation.scenes;

import io.dynrefer.evaluation.bootstrap.Bootstrap;
import io.dynrefer.evaluation.bootstrap.RankingStatistic;
import io.dynrefer.evaluation.bootstrap.Statistic;
import io.dynrefer.evaluation.report.Cell;
import io.dynrefer.evaluation.report.ReportTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** The tables about one model on scenes, beside chance, the best constant answer and the nearest-class baseline. */
final class SceneReport {
    private final SceneResults model;
    private final SceneResults nearest;
    private final Bootstrap bootstrap;
    private final Map<String, Predicate<SceneRow>> groups = new LinkedHashMap<>();

    SceneReport(SceneResults model, SceneResults nearest) {
        this.model = model;
        this.nearest = nearest;
        this.bootstrap = new Bootstrap(model.imageCount());
        Set<String> parts = new LinkedHashSet<>();
        model.rows().forEach(row -> parts.add(row.part()));
        if (parts.size() != 1) {
            groups.put("all", row -> true);
        }
        parts.forEach(part -> groups.put(
                part.isEmpty() ? "(no part)" : part, row -> row.part().equals(part)));
    }

    List<ReportTable> tables() {
        SceneCaptionTables captions = new SceneCaptionTables(model, bootstrap, groups);
        return List.of(categories(), attributes(), tags(), captions.captions(), captions.slots());
    }

    private ReportTable categories() {
        SceneVocabulary vocabulary = model.vocabulary();
        List<List<Cell>> rows = new ArrayList<>();
        groups.forEach((name, group) -> {
            addCategories(rows, name + ", base among base", group.and(row -> !row.isNovel()), vocabulary.base());
            addCategories(rows, name + ", novel among novel", group.and(SceneRow::isNovel), vocabulary.novel());
            addCategories(rows, name + ", novel among all", group.and(SceneRow::isNovel), vocabulary.categories());
        });
        return new ReportTable(
                "Category, top-1 accuracy",
                "In percent, with 95 % bootstrap intervals over images. Majority: the share of the group's commonest"
                        + " category, the most that a constant answer can get. Nearest class: the frozen image encoder's"
                        + " pooled tight view against the mean of each category's training regions; it knows no novel"
                        + " category.",
                List.of("regions", "n", "candidates", "model", "chance", "majority", "nearest class"),
                rows);
    }

    private void addCategories(List<List<Cell>> rows, String name, Predicate<SceneRow> group, List<String> candidates) {
        if (candidates.isEmpty()) {
            return;
        }
        Statistic accuracy = model.topOne(group, candidates);
        if (accuracy.count() == 0) {
            return;
        }
        boolean base = candidates.equals(model.vocabulary().base());
        rows.add(List.of(
                Cell.of(name),
                Cell.of(accuracy.count()),
                Cell.of(candidates.size()),
                Cell.percent(bootstrap.estimate(accuracy)),
                Cell.percent(1.0 / candidates.size()),
                Cell.percent(model.majority(group)),
                base ? Cell.percent(bootstrap.estimate(nearest.topOne(group, candidates))) : Cell.EMPTY));
    }

    private ReportTable attributes() {
        List<List<Cell>> rows = new ArrayList<>();
        Set<String> types = new LinkedHashSet<>();
        model.vocabulary().attributes().forEach(name -> types.add(SceneVocabulary.typeOf(name)));
        groups.forEach((name, group) -> {
            addAttributes(rows, name, group, attribute -> true);
            types.forEach(type -> addAttributes(
                    rows,
                    name + ", " + type,
                    group,
                    attribute -> SceneVocabulary.typeOf(attribute).equals(type)));
        });
        return new ReportTable(
                "Attributes, mean average precision",
                "In percent; only regions labelled with or without an attribute count for it (OVAD's rule). Chance: the"
                        + " mean share of positives.",
                List.of("attributes", "labels", "positives", "model", "chance", "nearest class"),
                rows);
    }

    private void addAttributes(
            List<List<Cell>> rows, String name, Predicate<SceneRow> group, Predicate<String> member) {
        RankingStatistic ranking = model.attributes(group, member);
        if (ranking.labels() > 0) {
            rows.add(List.of(
                    Cell.of(name),
                    Cell.of(ranking.labels()),
                    Cell.of(ranking.count()),
                    Cell.percent(bootstrap.estimate(ranking)),
                    Cell.percent(ranking.chance()),
                    Cell.percent(bootstrap.estimate(nearest.attributes(group, member)))));
        }
    }

    private ReportTable tags() {
        List<List<Cell>> rows = new ArrayList<>();
        groups.forEach((name, group) -> {
            RankingStatistic ranking = model.tags(group);
            rows.add(List.of(
                    Cell.of(name),
                    Cell.of(ranking.labels()),
                    Cell.of(ranking.count()),
                    Cell.percent(bootstrap.estimate(ranking)),
                    Cell.percent(ranking.chance())));
        });
        return new ReportTable(
                "Tags, mean average precision",
                "In percent, over the tags that the model and the data share; " + model.unknownTags()
                        + " of the data's " + model.vocabulary().tags().size() + " tags the model does not know.",
                List.of("regions", "labels", "positives", "model", "chance"),
                rows);
    }
}
