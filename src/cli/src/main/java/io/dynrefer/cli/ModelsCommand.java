package io.dynrefer.cli;

import io.dynrefer.cli.models.Download;
import io.dynrefer.cli.models.ModelFolder;
import io.dynrefer.cli.models.ReleasedModel;
import io.dynrefer.cli.models.ReleasedModel.Part;
import io.dynrefer.command.Display;
import io.dynrefer.command.ExitCode;
import io.dynrefer.command.Surroundings;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Gets the files of models that others released, from where they published them. */
@Command(
        name = "models",
        description = "List released models, or get one: its files, and a model folder of them.",
        footer = {
            "",
            "Examples:",
            "  dynrefer models list",
            "  dynrefer models get dynrefer-flant5xl --to parts --accept-licences --out dynrefer-vg"
        })
final class ModelsCommand implements Runnable {
    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    ModelsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(
            description = "List the models, their files and licences.",
            footer = {"", "Example:", "  dynrefer models list"})
    void list() {
        PrintWriter out = spec.commandLine().getOut();
        for (ReleasedModel model : ReleasedModel.all()) {
            out.printf("%s%n  %s%n", model.name(), model.about());
            licences(model, out);
        }
        out.flush();
    }

    private static void licences(ReleasedModel model, PrintWriter out) {
        for (Part part : model.files()) {
            out.printf("  %-45s %s%n", part.file(), part.licence());
        }
    }

    @Command(
            description = "Get a model's files: what is there is not fetched again, what broke off goes on.",
            footer = {"", "Example:", "  dynrefer models get dynrefer-flant5xl --to parts --accept-licences"})
    int get(
            @Parameters(paramLabel = "<model>", description = "A name that list shows.") String name,
            @Option(names = "--to", required = true, paramLabel = "<folder>", description = "Where the files are kept.")
                    Path to,
            @Option(
                            names = "--accept-licences",
                            description = "Fetch; without it the licences are shown and nothing is fetched.")
                    boolean accepted,
            @Option(
                            names = "--mirror",
                            paramLabel = "<address>",
                            description = "Fetch from here instead: the address of a folder with the same files.")
                    @Nullable
                    URI mirror,
            @Option(names = "--from", paramLabel = "<folder>", description = "Take files that lie here already.")
                    @Nullable
                    Path from,
            @Option(names = "--out", paramLabel = "<folder>", description = "Then convert them into this model folder.")
                    @Nullable
                    Path out) {
        ReleasedModel model = ReleasedModel.named(name);
        PrintWriter messages = spec.commandLine().getErr();
        licences(model, messages);
        if (!accepted) {
            messages.println("Nothing is fetched yet: add --accept-licences once you agree with these.");
            return ExitCode.USAGE;
        }
        ModelFolder folder = new ModelFolder(to);
        List<Part> missing = new ArrayList<>();
        for (Part part : model.files()) {
            if (obtain(part, folder, mirror, from)) {
                folder.check(part);
                messages.println(part.file() + " is there");
            } else {
                missing.add(part);
            }
            messages.flush();
        }
        if (!missing.isEmpty()) {
            throw new DynReferException(ErrorCode.NOT_FOUND, "<model>", byHand(missing, to));
        }
        return out == null ? ExitCode.OK : convert(model, folder, out);
    }

    /** Whether the file is there in the end. */
    private boolean obtain(Part part, ModelFolder folder, @Nullable URI mirror, @Nullable Path from) {
        Path file = folder.place(part);
        if (Files.exists(file)) {
            return true;
        }
        if (from != null && ModelFolder.atHand(from, part).isPresent()) {
            try {
                Files.copy(ModelFolder.atHand(from, part).orElseThrow(), file);
                return true;
            } catch (IOException e) {
                throw DynReferException.invalid("--from", part.file() + " cannot be copied: " + e + ".");
            }
        }
        URI address = mirror == null
                ? part.address()
                : URI.create((mirror + "/").replaceFirst("//$", "/")).resolve(part.file());
        if (address == null) {
            return false;
        }
        try (Display display =
                Display.ofBytes("Fetching " + part.file(), spec.commandLine().getErr(), surroundings)) {
            new Download().fetch(address, file, display);
        }
        return true;
    }

    private static String byHand(List<Part> missing, Path to) {
        StringBuilder text = new StringBuilder("Some files have no address that a program can use.");
        missing.forEach(part -> text.append(" Get ")
                .append(part.file())
                .append(" in a browser from ")
                .append(part.share())
                .append("."));
        return text.append(" Put them into ")
                .append(to.toAbsolutePath())
                .append(" and give the same line again.")
                .toString();
    }

    private int convert(ReleasedModel model, ModelFolder folder, Path out) {
        List<String> arguments = new ArrayList<>(List.of("convert", "--out", out.toString()));
        model.files().forEach(part -> arguments.add(folder.unpacked(part).toString()));
        return spec.root().commandLine().execute(arguments.toArray(String[]::new));
    }
}
