package io.dynrefer.cli;

import io.dynrefer.command.DatasetOptions;
import io.dynrefer.command.DefaultModel;
import io.dynrefer.command.Display;
import io.dynrefer.command.ExitCode;
import io.dynrefer.command.Surroundings;
import io.dynrefer.data.Dataset;
import io.dynrefer.model.proposals.BoxHeadSizes;
import io.dynrefer.model.proposals.ProposalCard;
import io.dynrefer.training.boxes.BoxTraining;
import io.dynrefer.training.boxes.BoxTrainingConfig;
import io.dynrefer.training.run.RunFolder;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains the head that proposes boxes. */
@Command(
        name = "train-boxes",
        description = "Train the head that proposes boxes on a model's image encoder, which stays as it is."
                + " Interrupted, it goes on where it was when the same command is given again.",
        footer = {
            "",
            "Example:",
            "  dynrefer train-boxes --data /data/coco --cache /data/maps --out /data/boxes",
            "  cp /data/boxes/proposals.* models/dynrefer-mini/"
        })
final class TrainBoxesCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--start",
            paramLabel = "<folder>",
            description = "The model folder whose image encoder it is for (default: the weights of the checkout).")
    private @Nullable Path start;

    @Mixin
    private DatasetOptions data = new DatasetOptions();

    @Option(
            names = "--cache",
            required = true,
            paramLabel = "<folder>",
            description = "Where the encoder's maps are kept, 0.55 MB a photo and copy.")
    private Path cache = Path.of("");

    @Option(names = "--out", required = true, paramLabel = "<folder>", description = "The run folder.")
    private Path out = Path.of("");

    @Option(names = "--image-size", paramLabel = "<pixels>", description = "Photos' sides (default ${DEFAULT-VALUE}).")
    private int imageSize = 448;

    @Option(
            names = "--answer-sizes",
            paramLabel = "<pixels>",
            split = ",",
            description = "Photos' sides when the finished head answers: it looks at a photo in each of these sizes"
                    + " (default ${DEFAULT-VALUE}).")
    private List<Integer> answerSizes = List.of(192, 576);

    @Option(names = "--width", paramLabel = "<n>", description = "Channels of the head (default ${DEFAULT-VALUE}).")
    private int width = 64;

    @Option(names = "--depth", paramLabel = "<n>", description = "Its convolutions (default ${DEFAULT-VALUE}).")
    private int depth = 1;

    @Option(names = "--copies", paramLabel = "<n>", description = "Copies of a photo (default ${DEFAULT-VALUE}).")
    private int copies = 1;

    @Option(names = "--batch", paramLabel = "<n>", description = "Photos of a step (default ${DEFAULT-VALUE}).")
    private int batch = 8;

    @Option(names = "--epochs", paramLabel = "<n>", description = "Passes over the data (default ${DEFAULT-VALUE}).")
    private int epochs = 6;

    @Option(names = "--learning-rate", paramLabel = "<x>", description = "The highest (default ${DEFAULT-VALUE}).")
    private double learningRate = 0.002;

    @Option(names = "--weight-decay", paramLabel = "<x>", description = "Default ${DEFAULT-VALUE}.")
    private double weightDecay = 0.05;

    @Option(names = "--average", paramLabel = "<x>", description = "Of weights kept a step (default ${DEFAULT-VALUE}).")
    private double average = 0.998;

    @Option(names = "--seed", paramLabel = "<n>", description = "Default ${DEFAULT-VALUE}.")
    private long seed;

    TrainBoxesCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        PrintWriter messages = spec.commandLine().getErr();
        BoxTrainingConfig config = new BoxTrainingConfig(
                new BoxHeadSizes(imageSize, width, depth),
                answerSizes,
                copies,
                batch,
                epochs,
                learningRate,
                weightDecay,
                average,
                seed);
        Path model = start == null ? DefaultModel.require(surroundings) : start;
        List<Dataset> datasets = data.open();
        try (Display encoding = Display.of("Encoding", " photos", messages, surroundings);
                BoxTraining training = new BoxTraining(model, config, new RunFolder(out), line -> {
                    messages.println(line);
                    messages.flush();
                })) {
            ProposalCard card = training.run(datasets, cache, encoding);
            spec.commandLine().getOut().printf("%s: box head %s%n", out, card.id());
            spec.commandLine().getOut().flush();
        } finally {
            datasets.forEach(Dataset::close);
        }
        return ExitCode.OK;
    }
}
