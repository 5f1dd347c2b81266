package io.dynrefer.cli;

import io.dynrefer.DynRefer;
import io.dynrefer.cli.answer.AnswerFormat;
import io.dynrefer.cli.answer.AnsweredPhoto;
import io.dynrefer.cli.batch.BatchOutput;
import io.dynrefer.cli.batch.Failure;
import io.dynrefer.cli.batch.Journal;
import io.dynrefer.cli.batch.Photo;
import io.dynrefer.cli.batch.PhotoBatch;
import io.dynrefer.command.Display;
import io.dynrefer.command.ExitCode;
import io.dynrefer.command.ModelOptions;
import io.dynrefer.command.Surroundings;
import io.dynrefer.command.UserFiles;
import io.dynrefer.referring.DenseRequest;
import io.dynrefer.referring.EncodedImage;
import io.dynrefer.referring.Problem;
import io.dynrefer.referring.ReferRequest;
import io.dynrefer.referring.WireRequest;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.Task;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Answers questions about regions of photos, through every real part of the system. */
@Command(
        name = "refer",
        description = "Answer questions about regions of photos.",
        footer = {
            "",
            "Examples:",
            "  dynrefer refer examples/cat.jpg --box 30,0,370,292",
            "  dynrefer refer examples/cat.jpg --box 30,0,370,292 --task category --vocabulary cat,dog --json",
            "  dynrefer refer examples/cat.jpg --point 200,150 --task category",
            "  dynrefer refer examples/cat.jpg --propose 5 --task caption",
            "  dynrefer refer annotations.json --images photos --out answers --draw answers/drawn",
            "",
            "Several photos are answered in one go. With --out a run that was stopped goes on where it was when the same",
            "line is given again, and what failed is listed; --retry-failed asks about that again.",
            "",
            "Exit codes: 0 every region was answered, 1 something failed, 2 the request is wrong."
        })
final class ReferCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Mixin
    private PhotoOptions photos = new PhotoOptions();

    @Mixin
    private RegionOptions regions = new RegionOptions();

    @Mixin
    private QuestionOptions question = new QuestionOptions();

    @Mixin
    private ModelOptions model = new ModelOptions();

    @Option(
            names = "--store",
            paramLabel = "<folder>",
            description =
                    "The object store's folder, so that what is there is not computed again. For one photo a folder"
                            + " under DYNREFER_HOME unless given; for several nothing is kept unless given.")
    private @Nullable Path store;

    @Option(
            names = "--endpoint",
            paramLabel = "<address>",
            description = "Ask this running server, e.g. http://localhost:8080, instead of answering here.")
    private @Nullable URI endpoint;

    @Option(
            names = "--format",
            paramLabel = "<format>",
            description =
                    "How answers are written: ${COMPLETION-CANDIDATES} (default text; with --out what its name ends"
                            + " with, or jsonl).")
    private @Nullable AnswerFormat format;

    @Option(names = "--json", description = "Short for --format json.")
    private boolean json;

    @Option(
            names = "--out",
            paramLabel = "<file|folder>",
            description = "Where answers are written, beside a list of what failed and the journal of the run.")
    private @Nullable Path out;

    @Option(names = "--retry-failed", description = "Ask again about photos that an earlier run could not answer.")
    private boolean retryFailed;

    @Option(
            names = "--propose",
            arity = "0..1",
            fallbackValue = "20",
            paramLabel = "<n>",
            description = "Find the boxes of things in the photo, at most so many (20), and answer about each of them.")
    private @Nullable Integer propose;

    @Option(
            names = "--draw",
            paramLabel = "<folder>",
            description = "Draw the answers on the photos, as SVG files in this folder.")
    private @Nullable Path draw;

    ReferCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        if (retryFailed && out == null) {
            throw DynReferException.invalid("--retry-failed", "--retry-failed needs the --out of the earlier run.");
        }
        Optional<Path> alone = photos.alone();
        if (propose != null) {
            return answerAbout(propose, alone);
        }
        return alone.isPresent() && out == null ? answer(alone.get()) : answerAll();
    }

    private int answer(Path photo) {
        ReferRequest request =
                question.about(regions.in(photo)).toRequest(new EncodedImage(UserFiles.bytes("<photo>", photo)));
        return show(AnsweredPhoto.alone(
                photo.toString(),
                regions.origin(photo).orElse(null),
                ask(request.tasks(), kept(), system -> system.refer().apply(request))));
    }

    private Path kept() {
        return store == null ? surroundings.store() : store;
    }

    /** What is in the boxes that are found. */
    private int answerAbout(int most, Optional<Path> alone) {
        if (alone.isEmpty() || out != null || regions.given()) {
            throw DynReferException.invalid(
                    "--propose", "--propose takes one photo, no regions and no --out; it answers about what it finds.");
        }
        Path photo = alone.get();
        WireRequest asked = question.about(WireRequest.about(List.of(), null, null));
        DenseRequest dense =
                DenseRequest.of(asked.toRequest(new EncodedImage(UserFiles.bytes("<photo>", photo))), most);
        return show(AnsweredPhoto.alone(
                photo.toString(),
                null,
                ask(dense.request().tasks(), kept(), system -> system.dense().apply(dense))));
    }

    private int show(AnsweredPhoto answered) {
        PrintWriter text = spec.commandLine().getOut();
        text.print(form().render(answered));
        text.flush();
        drawing().accept(answered);
        reportFailures(answered);
        return answered.failed().isEmpty() ? ExitCode.OK : ExitCode.FAILURE;
    }

    private AnswerFormat form() {
        return json ? AnswerFormat.JSON : format == null ? AnswerFormat.TEXT : format;
    }

    private Consumer<AnsweredPhoto> drawing() {
        return draw == null ? photo -> {} : new AnswerDrawing(draw)::draw;
    }

    /** Does {@code work} with this process's model or the server that was named. */
    private <T> T ask(Set<Task> tasks, @Nullable Path kept, Function<PhotoBatch.Oracle, T> work) {
        if (endpoint != null) {
            if (store != null || model.given()) {
                throw DynReferException.invalid(
                        "--endpoint",
                        "A server has its own weights and store: leave out --weights, --preset and --store.");
            }
            return work.apply(oracle(new RemoteSystem(endpoint)));
        }
        Path weights = model.folder(surroundings, spec.commandLine().getErr());
        DynRefer.Builder builder = DynRefer.builder(weights).tasks(tasks);
        try (DynRefer system = (kept == null ? builder : builder.store(kept)).openWhenNeeded()) {
            return work.apply(new PhotoBatch.Oracle(system.model().card().id(), system::refer, system::denseCaptions));
        }
    }

    private static PhotoBatch.Oracle oracle(RemoteSystem remote) {
        return new PhotoBatch.Oracle(remote.address(), remote::refer, remote::denseCaptions);
    }

    /** The text form says it in place; the others leave failed regions out or have them deep inside. */
    private void reportFailures(AnsweredPhoto answered) {
        if (form() != AnswerFormat.TEXT) {
            for (var region : answered.failed()) {
                Problem problem = region.error();
                spec.commandLine()
                        .getErr()
                        .println("region " + region.id() + ": " + (problem == null ? "no answer" : problem.message()));
            }
        }
    }

    private int answerAll() {
        List<Photo> all = photos.photos(regions, question::about);
        Set<Task> tasks = all.get(0).request().taskSet();
        BatchOutput output = out == null ? null : BatchOutput.of(out, Optional.ofNullable(json ? form() : format));
        try (Journal journal = Journal.open(output == null ? temporary() : output.journal())) {
            return ask(tasks, store, system -> answerAll(all, new PhotoBatch(all, system, journal), output));
        }
    }

    private int answerAll(List<Photo> all, PhotoBatch batch, @Nullable BatchOutput output) {
        PrintWriter messages = spec.commandLine().getErr();
        try (Display display = Display.of("Answering", " regions", messages, surroundings)) {
            batch.run(retryFailed ? PhotoBatch.Failed.RETRY : PhotoBatch.Failed.KEEP, display, drawing());
        }
        List<Failure> failures = batch.failures();
        if (output == null) {
            print(batch, failures);
        } else {
            output.write(batch, failures);
        }
        int asked = all.stream().mapToInt(Photo::regions).sum();
        int failed = failures.stream().mapToInt(Failure::regions).sum();
        messages.printf("%d photos, %d regions: %d answered, %d failed%n", all.size(), asked, asked - failed, failed);
        if (output != null) {
            messages.println("Answers: " + output.answers());
            if (failed > 0) {
                messages.println("Failed:  " + output.failed() + ", which --retry-failed asks about again");
            }
        }
        messages.flush();
        return failed == 0 ? ExitCode.OK : ExitCode.FAILURE;
    }

    private void print(PhotoBatch batch, List<Failure> failures) {
        PrintWriter text = spec.commandLine().getOut();
        try {
            if (batch.answers().iterator().hasNext()) {
                form().write(batch.answers(), text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("printing the answers", e);
        }
        text.flush();
        for (Failure failure : failures) {
            spec.commandLine()
                    .getErr()
                    .println(failure.fileName() + (failure.region() == null ? "" : ", region " + failure.region())
                            + ": " + failure.message());
        }
    }

    private static Path temporary() {
        try {
            Path file = Files.createTempFile("dynrefer-", ".jsonl");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("making a temporary file", e);
        }
    }
}
