package io.dynrefer.cli;

import io.dynrefer.DynRefer;
import io.dynrefer.command.Display;
import io.dynrefer.command.ExitCode;
import io.dynrefer.command.ModelOptions;
import io.dynrefer.command.Surroundings;
import io.dynrefer.region.Box;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.Proposal;
import io.dynrefer.region.Task;
import io.dynrefer.search.IndexBuilder;
import io.dynrefer.search.IndexExport;
import io.dynrefer.search.SearchedPhoto;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts regions of photos into an index that is searched. */
@Command(
        name = "index",
        description = "Put regions of many photos into an index, to search them by words or by likeness.",
        footer = {
            "",
            "Examples:",
            "  dynrefer index examples --out target/index",
            "  dynrefer index annotations.json --images photos --out target/index",
            "  dynrefer index export target/index --to target/vectors.safetensors",
            "",
            "Of a photo that brings no regions along, the whole photo and the things that are found in it go in.",
            "",
            "A run that was stopped goes on where it was when the same line is given again, and ends the same. What is in",
            "the index already, by the photo's content and the place, is not put there twice.",
            "",
            "Exit codes: 0 everything is in the index, 1 a photo could not be read, 2 the request is wrong."
        })
final class IndexCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Mixin
    private IndexedPlaces places = new IndexedPlaces();

    @Mixin
    private ModelOptions model = new ModelOptions();

    @Option(names = "--out", paramLabel = "<index>", description = "The folder of the index.")
    private @Nullable Path out;

    private IndexCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** The command with its subcommand. */
    static CommandLine commandLine(Surroundings surroundings) {
        CommandLine command = new CommandLine(new IndexCommand(surroundings));
        CommandSpec options = command.getCommandSpec();
        PositionalParamSpec photos = options.positionalParameters().get(0);
        options.remove(photos); // What the subcommand takes is no photo, and whoever gives it gives no photos.
        options.addPositional(PositionalParamSpec.builder(photos)
                .arity("0..*")
                .required(false)
                .build());
        return command.addSubcommand(new Export());
    }

    @Override
    public Integer call() {
        PrintWriter messages = spec.commandLine().getErr();
        Path folder = out;
        if (folder == null) {
            throw DynReferException.invalid("--out", "Name the folder of the index: --out index.");
        }
        places.requirePhotos();
        Path weights = model.folder(surroundings, messages);
        IndexBuilder.Result result;
        try (DynRefer system = DynRefer.builder(weights)
                        .tasks(Set.of(Task.CATEGORY, Task.ATTRIBUTES))
                        .open();
                Display display = Display.of("Indexing", " photos", messages, surroundings)) {
            List<SearchedPhoto> photos = places.photos(boxes(system, messages));
            result = new IndexBuilder(folder, system.model()).add(photos, display, messages::println);
        }
        messages.printf(
                "%d regions in %s, %d of them new; %d photos left out%n",
                result.regions(), folder, result.added(), result.failed());
        messages.flush();
        return result.failed() == 0 ? ExitCode.OK : ExitCode.FAILURE;
    }

    /** Boxes of things in a photo, as the weights find them; none where they cannot, which is said. */
    private static BiFunction<Path, Integer, List<Box>> boxes(DynRefer system, PrintWriter messages) {
        if (system.model().boxProposer().isEmpty()) {
            messages.println("These weights find no boxes: photos that bring no regions go in as a whole alone.");
            return (file, most) -> List.of();
        }
        return (file, most) ->
                system.proposals(file, most).stream().map(Proposal::box).toList();
    }

    /** Hands the vectors on. */
    @Command(
            name = "export",
            description = "Write the vectors of an index as safetensors, and its regions as a line of JSON each.",
            footer = {"", "Example:", "  dynrefer index export target/index --to target/vectors.safetensors"})
    static final class Export implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Parameters(paramLabel = "<index>", description = "The folder of the index.")
        private Path index;

        @Option(
                names = "--to",
                required = true,
                paramLabel = "<file>",
                description = "The safetensors file; the regions lie beside it, in a file with .jsonl at the end.")
        private Path to = Path.of("");

        @Override
        public Integer call() {
            int regions = IndexExport.write(index, to);
            spec.commandLine().getErr().println(regions + " regions written to " + to + " and " + to + ".jsonl");
            return ExitCode.OK;
        }
    }
}
