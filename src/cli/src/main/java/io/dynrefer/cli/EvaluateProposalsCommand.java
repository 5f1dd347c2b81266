package io.dynrefer.cli;

import io.dynrefer.command.DataOptions;
import io.dynrefer.command.EvaluationOptions;
import io.dynrefer.command.Surroundings;
import io.dynrefer.data.Dataset;
import io.dynrefer.evaluation.boxes.ProposalEvaluation;
import io.dynrefer.evaluation.report.Report;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.Progress;
import io.dynrefer.region.RegionModel;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Measures the boxes that are proposed. */
@Command(
        name = "proposals",
        description =
                "Measure how many things of photos the proposed boxes find, on data sets of 'dynrefer data import'.",
        footer = {"", "Example:", "  dynrefer evaluate proposals --data coco --data ccp --out report"})
final class EvaluateProposalsCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private DataOptions data = new DataOptions();

    @Mixin
    private EvaluationOptions evaluation = new EvaluationOptions();

    EvaluateProposalsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        return evaluation.run(surroundings, data::open, this::evaluate);
    }

    private Report evaluate(RegionModel model, List<Dataset> datasets, Progress progress) {
        return new ProposalEvaluation(datasets, data.split())
                .run(
                        model.boxProposer()
                                .orElseThrow(() -> DynReferException.invalid(
                                        "--weights",
                                        "These weights have no box head; train one with 'dynrefer train-boxes'.")),
                        progress);
    }
}
