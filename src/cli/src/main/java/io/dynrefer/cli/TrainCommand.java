package io.dynrefer.cli;

import io.dynrefer.command.DatasetPlaces;
import io.dynrefer.command.ExitCode;
import io.dynrefer.command.Surroundings;
import io.dynrefer.data.Dataset;
import io.dynrefer.model.DynReferModel;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.region.ModelCard;
import io.dynrefer.training.Training;
import io.dynrefer.training.TrainingConfig;
import io.dynrefer.training.TrainingInputs;
import io.dynrefer.training.TrainingPlan;
import io.dynrefer.training.own.OwnTraining;
import io.dynrefer.training.run.RunFolder;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains a model. */
@Command(
        name = "train",
        description = "Teach a model your own categories, or train one by a configuration.",
        footer = {
            "",
            "Without --config: teaches the categories of labelled photos, in minutes, with nothing else to set. --data is a"
                    + " place of any form that 'dynrefer data import' reads. Everything else that the model knew it says as"
                    + " before. The same command goes on with what was interrupted, and takes in what is new.",
            "With --config: interrupt it at any time and go on with --resume.",
            "",
            "Examples:",
            "  dynrefer train --start models/dynrefer-mini --data photos-by-class --out mine",
            "  dynrefer serve --weights mine/model",
            "  dynrefer train --config configs/dynrefer-mini.json --start /data/start --data /data/rooms"
                    + " --data /data/composites=2 --cache /data/cache --out /data/run",
            "  dynrefer train --resume --out /data/run"
        })
final class TrainCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--config",
            paramLabel = "<file>",
            description = "How to train, e.g. configs/dynrefer-mini.json; unless given, own categories are taught.")
    private @Nullable Path config;

    @Option(names = "--start", paramLabel = "<folder>", description = "The model folder to start from.")
    private @Nullable Path start;

    @Option(
            names = "--data",
            paramLabel = "<path>[=<weight>]",
            description = "A data set: " + DatasetPlaces.DESCRIPTION
                    + "; the weight says how often its regions occur in an epoch" + " (default 1). Repeatable.")
    private List<String> data = List.of();

    @Option(
            names = "--cache",
            paramLabel = "<folder>",
            description = "Where computed features are kept, to be used by other trainings too.")
    private @Nullable Path cache;

    @Option(names = "--out", required = true, paramLabel = "<folder>", description = "The run folder.")
    private Path out = Path.of("");

    @Option(
            names = "--resume",
            description = "Go on with the training in the run folder; takes nothing but --out and --steps.")
    private boolean resume;

    @Option(
            names = "--steps",
            paramLabel = "<n>",
            description = "With --resume: make so many steps in all, where the training was to make fewer; the learning"
                    + " rate follows the schedule of so many.")
    private @Nullable Long steps;

    @Option(
            names = "--set",
            paramLabel = "<field>=<value>",
            description = "Another value of a field of the configuration, e.g. learning_rate.peak=0.0005. Repeatable.")
    private Map<String, String> changes = new LinkedHashMap<>();

    TrainCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter messages = spec.commandLine().getErr();
        Consumer<String> say = line -> {
            messages.println(line);
            messages.flush();
        };
        RunFolder folder = new RunFolder(out);
        if (config == null && !resume) {
            return ownWords(messages, say);
        }
        try (Training training = resume
                ? Training.resume(resumed(folder), DatasetPlaces.OPENER, say)
                : Training.start(plan(), folder, DatasetPlaces.OPENER, say)) {
            Optional<ModelCard> card = stoppable(training);
            card.ifPresent(model -> spec.commandLine()
                    .getOut()
                    .printf("%s: %s, trained, id %s%n", folder.model(), model.preset(), model.id()));
            spec.commandLine().getOut().flush();
            return ExitCode.OK;
        }
    }

    private int ownWords(PrintWriter messages, Consumer<String> say) {
        if (steps != null || cache != null || !changes.isEmpty() || data.size() != 1) {
            throw DynReferException.invalid(
                    data.size() == 1 ? "--config" : "--data",
                    "To teach own categories, give --start, one --data and --out, and nothing else; a training by a"
                            + " configuration needs --config.");
        }
        Path from = required("--start", start);
        DynReferModel.requireFolder("--start", from);
        try (Dataset dataset = new PlaceImport(out.resolve("data"), messages, surroundings).open(data.get(0))) {
            OwnTraining training = new OwnTraining(from, out, say);
            ModelCard card = training.run(dataset);
            PrintWriter output = spec.commandLine().getOut();
            output.printf("%s: %s, trained, id %s%n", training.model(), card.preset(), card.id());
            output.printf("%s: before and now, class by class%n", training.report());
            output.flush();
            return ExitCode.OK;
        }
    }

    /** Runs so that the end of the process waits for a checkpoint. */
    private static Optional<ModelCard> stoppable(Training training) {
        CountDownLatch ended = new CountDownLatch(1);
        Thread stopper = new Thread(() -> {
            training.stop();
            awaitQuietly(ended);
        });
        Runtime.getRuntime().addShutdownHook(stopper);
        EngineEnd.dontAwait(); // The checkpoint needs the engine.
        try {
            return training.run();
        } finally {
            ended.countDown();
            removeQuietly(stopper);
        }
    }

    private static void awaitQuietly(CountDownLatch ended) {
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void removeQuietly(Thread stopper) {
        try {
            Runtime.getRuntime().removeShutdownHook(stopper);
        } catch (IllegalStateException ignored) {
            // The process is ending, and the hook is what it waits for.
        }
    }

    private RunFolder resumed(RunFolder folder) {
        if (config != null || start != null || cache != null || !data.isEmpty() || !changes.isEmpty()) {
            throw DynReferException.invalid(
                    "--resume",
                    "A training goes on as it began: with --resume give nothing but --out, and --steps to go on for"
                            + " longer.");
        }
        if (steps != null) {
            Training.lengthen(folder, steps);
        }
        return folder;
    }

    private TrainingPlan plan() {
        if (steps != null) {
            throw DynReferException.invalid(
                    "--steps",
                    "A new training takes its steps from its configuration: --set duration.steps=" + steps + ".");
        }
        return new TrainingPlan(
                TrainingConfig.read(required("--config", config), changes),
                new TrainingInputs(
                        required("--start", start).toString(),
                        data.stream().map(TrainCommand::dataSet).toList(),
                        cache == null ? null : cache.toString()));
    }

    private static TrainingInputs.Data dataSet(String text) {
        int mark = text.lastIndexOf('=');
        if (mark < 0) {
            return new TrainingInputs.Data(text, 1);
        }
        try {
            return new TrainingInputs.Data(text.substring(0, mark), Double.parseDouble(text.substring(mark + 1)));
        } catch (NumberFormatException e) {
            throw new DynReferException(
                    ErrorCode.INVALID_REQUEST,
                    "--data",
                    "The weight behind = must be a number, as in /data/rooms=2; got '" + text + "'.",
                    e);
        }
    }

    private static Path required(String option, @Nullable Path value) {
        if (value == null) {
            throw DynReferException.invalid(option, "A new training needs " + option + ".");
        }
        return value;
    }
}
