package io.dynrefer.cli;

import io.dynrefer.command.DatasetOptions;
import io.dynrefer.command.Display;
import io.dynrefer.command.ExitCode;
import io.dynrefer.command.Surroundings;
import io.dynrefer.data.Dataset;
import io.dynrefer.model.DynReferModel;
import io.dynrefer.region.ModelCard;
import io.dynrefer.training.calibration.CalibrationFitting;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes a model's scores mean something. */
@Command(
        name = "calibrate",
        description =
                "Make a model's scores probabilities, and let it tell things from background: fitted on data sets'"
                        + " validation splits, kept in the model folder. The model gets a new id.",
        footer = {
            "",
            "Example:",
            "  dynrefer calibrate --weights /data/run/model --data /data/coco --data /data/ccp",
            "",
            "Things and background are learned on the training splits. A calibration that is there is replaced; a command"
                    + " that was stopped leaves the model without one."
        })
final class CalibrateCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Option(names = "--weights", required = true, paramLabel = "<folder>", description = "The model folder.")
    private Path weights = Path.of("");

    @Mixin
    private DatasetOptions data = new DatasetOptions();

    @Option(
            names = "--most",
            paramLabel = "<n>",
            description = "Most boxes of each training split to learn what a thing is from (default ${DEFAULT-VALUE}).")
    private int most = 4000;

    CalibrateCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        DynReferModel.requireFolder("--weights", weights);
        List<Dataset> datasets = data.open();
        try (Display regions = Display.of("Regions", "", spec.commandLine().getErr(), surroundings)) {
            ModelCard card = new CalibrationFitting(weights, datasets, most).run(regions);
            spec.commandLine().getOut().printf("%s: %s, calibrated, id %s%n", weights, card.preset(), card.id());
            spec.commandLine().getOut().flush();
        } finally {
            datasets.forEach(Dataset::close);
        }
        return ExitCode.OK;
    }
}
