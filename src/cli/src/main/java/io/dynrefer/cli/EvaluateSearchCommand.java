package io.dynrefer.cli;

import io.dynrefer.DynRefer;
import io.dynrefer.command.EvaluationOptions;
import io.dynrefer.command.Surroundings;
import io.dynrefer.evaluation.report.Cell;
import io.dynrefer.evaluation.report.Report;
import io.dynrefer.evaluation.report.ReportTable;
import io.dynrefer.evaluation.run.ModelTimes.Stage;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.Task;
import io.dynrefer.region.WordSpace;
import io.dynrefer.search.SearchIndex;
import io.dynrefer.search.SearchMeasure;
import io.dynrefer.search.SearchMeasure.Speed;
import io.dynrefer.search.SearchMeasure.Word;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures searches. */
@Command(
        name = "search",
        description = "Measure searches by word in an index of an imported data set, and a graph of any size.",
        footer = {
            "",
            "Example:",
            "  dynrefer index coco --split test --out target/index",
            "  dynrefer evaluate search --index target/index --vectors 100000 --out report"
        })
final class EvaluateSearchCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Option(names = "--index", required = true, paramLabel = "<folder>", description = "The index.")
    private Path index = Path.of("");

    @Option(
            names = "--vectors",
            paramLabel = "<n>",
            description =
                    "Measure time and recall in a graph of so many vectors, the index's and neighbours drawn around"
                            + " them; the graph stays beside the report. Not measured unless given.")
    private int vectors;

    @Option(names = "--queries", paramLabel = "<n>", description = "Queries to time (default ${DEFAULT-VALUE}).")
    private int queries = 200;

    @Mixin
    private EvaluationOptions evaluation = new EvaluationOptions();

    EvaluateSearchCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        if (queries < 1 || vectors < 0) {
            throw DynReferException.invalid("--queries", "Take at least one query, and no fewer than no vectors.");
        }
        Path weights =
                evaluation.model().folder(surroundings, spec.commandLine().getErr());
        try (DynRefer system = evaluation
                        .times()
                        .time(
                                Stage.OPENING,
                                () -> DynRefer.builder(weights)
                                        .tasks(Set.of(Task.CATEGORY, Task.ATTRIBUTES))
                                        .open());
                SearchIndex opened = SearchIndex.open(index, system.model())) {
            return evaluation.finish(report(system, opened));
        }
    }

    private Report report(DynRefer system, SearchIndex opened) {
        List<Word> words = SearchMeasure.words(opened);
        if (words.isEmpty()) {
            throw DynReferException.invalid(
                    "--index", "No word names ten regions of " + index + ": index an imported data set.");
        }
        List<ReportTable> tables = new ArrayList<>(List.of(precision(words)));
        if (vectors > 0) {
            tables.add(speed(system, opened.regions().size(), words));
        }
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("model", system.model().id());
        facts.put("regions", String.valueOf(opened.regions().size()));
        return new Report("Search", facts, tables, List.of());
    }

    private static ReportTable precision(List<Word> words) {
        List<List<Cell>> rows = new ArrayList<>();
        double mean = words.stream().mapToDouble(Word::precision).average().orElse(0);
        long regions = words.stream().mapToLong(Word::regions).sum();
        rows.add(List.of(Cell.of("mean of " + words.size() + " words"), Cell.of(regions), Cell.percent(mean)));
        words.forEach(word ->
                rows.add(List.of(Cell.of(word.word()), Cell.of(word.regions()), Cell.percent(word.precision()))));
        return new ReportTable(
                "Search by word",
                "Share of the ten best regions that have the word as category, in percent; words with at least ten regions.",
                List.of("word", "regions", "precision at 10"),
                rows);
    }

    private ReportTable speed(DynRefer system, int regions, List<Word> words) {
        WordSpace space = system.model().contrastiveDecoder().wordSpace().orElseThrow();
        List<float[]> asked = words.stream()
                .map(word -> space.words(Optional.of(word.word()), List.of()).direction())
                .toList();
        Path graph = evaluation.folder().resolve("graph-" + vectors + "-around-" + regions);
        Speed speed = SearchMeasure.speed(index, graph, vectors, queries, asked);
        return new ReportTable(
                "A graph of many",
                "Vectors of the index and neighbours drawn around them; queries are the words above, then neighbours that the"
                        + " graph does not have. One thread; milliseconds a query, recall at 10 in percent of what"
                        + " comparing with all finds.",
                List.of("vectors", "real", "queries", "median ms", "99 % ms", "comparing with all, ms", "recall at 10"),
                List.of(List.of(
                        Cell.of((long) speed.vectors()),
                        Cell.of((long) speed.real()),
                        Cell.of((long) speed.queries()),
                        Cell.number(speed.medianMillis()),
                        Cell.number(speed.slowestMillis()),
                        Cell.number(speed.exactMillis()),
                        Cell.percent(speed.recall()))));
    }
}
