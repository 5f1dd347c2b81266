package io.dynrefer.research.ways;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dynrefer.DynRefer;
import io.dynrefer.command.DatasetPlaces;
import io.dynrefer.command.Display;
import io.dynrefer.command.ExitCode;
import io.dynrefer.command.ReportOutput;
import io.dynrefer.command.Surroundings;
import io.dynrefer.command.UserFiles;
import io.dynrefer.data.Dataset;
import io.dynrefer.data.Split;
import io.dynrefer.evaluation.report.Report;
import io.dynrefer.evaluation.run.ModelTimes;
import io.dynrefer.evaluation.run.ModelTimes.Stage;
import io.dynrefer.evaluation.run.ReferSubject;
import io.dynrefer.evaluation.scenes.SceneBenchmark;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.Task;
import io.dynrefer.store.Json;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Compares configurations of views, each trained with several seeds, in one table. */
@Command(
        name = "claim",
        description = "Compare ways of seeing, each trained with several seeds, in one table.",
        footer = {
            "",
            "Example:",
            "  dynrefer evaluate claim --plan claim.json --out claim-report",
            "",
            "The plan, with paths relative to its own folder:",
            "  {\"data\": [\"rooms\"], \"shuffled\": [\"rooms-shuffled\"], \"split\": \"test\", \"limit\": 500,",
            "   \"reference\": \"tight view\",",
            "   \"configurations\": [",
            "     {\"name\": \"tight view\", \"views\": [0, 0, 0], \"models\": [\"tight-1\", \"tight-2\"]},",
            "     {\"name\": \"random, task prior\", \"views\": \"task\", \"models\": [\"random-1\", \"random-2\"]}]}",
            "",
            "With \"tasks\": [\"category\"] nothing else is asked, and the table tells small things from large ones."
        })
final class EvaluateClaimCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = Json.mapper();

    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Option(names = "--plan", required = true, paramLabel = "<file>", description = "What to compare, as JSON.")
    private Path plan = Path.of("");

    @Option(
            names = "--out",
            paramLabel = "<folder>",
            description = "Where answers and report go (default ${DEFAULT-VALUE}).")
    private Path out = Path.of("evaluation-claim");

    EvaluateClaimCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        ModelTimes times = new ModelTimes();
        ClaimPlan read = read();
        PrintWriter messages = spec.commandLine().getErr();
        Report report;
        try (Opened opened = new Opened();
                Display display = Display.of("Regions", "", messages, surroundings)) {
            List<String> control = read.shuffled();
            SceneBenchmark benchmark = times.time(Stage.OPENING, () -> opened.benchmark(read, read.data()));
            SceneBenchmark shuffled =
                    control == null ? null : times.time(Stage.OPENING, () -> opened.benchmark(read, control));
            List<ClaimRow> rows = times.time(Stage.OPENING, () -> opened.rows(read));
            report = new ClaimEvaluation(benchmark, shuffled, out, times).run(rows, read.reference(), display);
        }
        ReportOutput.finish(report, times, out, spec);
        return ExitCode.OK;
    }

    private ClaimPlan read() {
        try {
            return JSON.treeToValue(UserFiles.json("--plan", plan), ClaimPlan.class);
        } catch (JsonProcessingException e) {
            throw DynReferException.invalid("--plan", plan + " is no plan: " + e.getOriginalMessage());
        }
    }

    private Path resolve(String path) {
        return plan.toAbsolutePath().resolveSibling(path).normalize();
    }

    /** Models and data sets of a plan, each opened once. */
    private final class Opened implements AutoCloseable {
        private final Map<Path, DynRefer> models = new LinkedHashMap<>();
        private final List<Dataset> datasets = new ArrayList<>();

        SceneBenchmark benchmark(ClaimPlan read, List<String> folders) {
            List<Dataset> opened = DatasetPlaces.open(folders.stream()
                    .map(place -> DatasetPlaces.isLocal(place) ? resolve(place).toString() : place)
                    .toList());
            datasets.addAll(opened);
            @Nullable String split = read.split();
            @Nullable Integer limit = read.limit();
            @Nullable List<Task> tasks = read.tasks();
            return new SceneBenchmark(
                    opened,
                    Split.fromWireName("split", split == null ? Split.TEST.wireName() : split),
                    tasks == null || tasks.isEmpty() ? Set.of(Task.values()) : Set.copyOf(tasks),
                    limit == null ? Integer.MAX_VALUE : limit);
        }

        List<ClaimRow> rows(ClaimPlan read) {
            List<ClaimRow> rows = new ArrayList<>();
            for (ClaimPlan.Configuration configuration : read.configurations()) {
                List<ReferSubject> seeds = new ArrayList<>();
                for (String folder : configuration.models()) {
                    String name = "configuration-" + (rows.size() + 1) + "-seed-" + (seeds.size() + 1);
                    DynRefer opened = models.computeIfAbsent(resolve(folder), DynRefer::open);
                    seeds.add(configuration.subject(name, opened.model()));
                }
                rows.add(new ClaimRow(configuration.name(), seeds));
            }
            return rows;
        }

        @Override
        public void close() {
            models.values().forEach(DynRefer::close);
            datasets.forEach(Dataset::close);
        }
    }
}
