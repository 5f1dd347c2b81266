package io.dynrefer.cli;

import io.dynrefer.DynRefer;
import io.dynrefer.cli.answer.AnswerFormat;
import io.dynrefer.cli.answer.AnsweredPhoto;
import io.dynrefer.command.ExitCode;
import io.dynrefer.command.ModelOptions;
import io.dynrefer.command.Surroundings;
import io.dynrefer.command.UserFiles;
import io.dynrefer.referring.EncodedImage;
import io.dynrefer.referring.Problem;
import io.dynrefer.referring.ReferRequest;
import io.dynrefer.referring.ReferResponse;
import io.dynrefer.region.DynReferException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Answers questions about regions of a photo, through every real part of the system. */
@Command(
        name = "refer",
        description = "Answer questions about regions of a photo.",
        footer = {
            "",
            "Examples:",
            "  dynrefer refer examples/cat.jpg --box 30,0,370,292",
            "  dynrefer refer examples/cat.jpg --box 30,0,370,292 --task category --vocabulary cat,dog --json",
            "",
            "Exit codes: 0 every region was answered, 1 something failed, 2 the request is wrong."
        })
final class ReferCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "<photo>", description = "A JPEG, PNG, WebP, GIF or BMP file.")
    private Path photo;

    @Mixin
    private RegionOptions regions = new RegionOptions();

    @Mixin
    private QuestionOptions question = new QuestionOptions();

    @Mixin
    private ModelOptions model = new ModelOptions();

    @Option(
            names = "--store",
            paramLabel = "<folder>",
            description = "The object store's folder; a folder under DYNREFER_HOME unless given.")
    private @Nullable Path store;

    @Option(
            names = "--endpoint",
            paramLabel = "<address>",
            description = "Ask this running server, e.g. http://localhost:8080, instead of answering here.")
    private @Nullable URI endpoint;

    @Option(
            names = "--format",
            paramLabel = "<format>",
            description = "How the answer is written: ${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).")
    private AnswerFormat format = AnswerFormat.TEXT;

    @Option(names = "--json", description = "Short for --format json.")
    private boolean json;

    ReferCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        ReferRequest request =
                question.about(regions.in(photo)).toRequest(new EncodedImage(UserFiles.bytes("<photo>", photo)));
        AnsweredPhoto answered =
                new AnsweredPhoto(photo.toString(), endpoint == null ? here(request) : there(request, endpoint));
        AnswerFormat form = json ? AnswerFormat.JSON : format;
        PrintWriter out = spec.commandLine().getOut();
        out.print(form.render(answered));
        out.flush();
        reportFailures(answered, form);
        return answered.failed().isEmpty() ? ExitCode.OK : ExitCode.FAILURE;
    }

    private ReferResponse here(ReferRequest request) {
        Path weights = model.folder(surroundings, spec.commandLine().getErr());
        try (DynRefer system = DynRefer.builder(weights)
                .store(store == null ? surroundings.store() : store)
                .tasks(request.tasks())
                .open()) {
            return system.refer(request);
        }
    }

    private ReferResponse there(ReferRequest request, URI server) {
        if (store != null || model.given()) {
            throw DynReferException.invalid(
                    "--endpoint", "A server has its own weights and store: leave out --weights, --preset and --store.");
        }
        return new RemoteSystem(server).refer(request);
    }

    /** The text form says it in place; the others leave failed regions out or have them deep inside. */
    private void reportFailures(AnsweredPhoto answered, AnswerFormat form) {
        if (form != AnswerFormat.TEXT) {
            for (var region : answered.failed()) {
                Problem problem = region.error();
                spec.commandLine()
                        .getErr()
                        .println("region " + region.id() + ": " + (problem == null ? "no answer" : problem.message()));
            }
        }
    }
}
