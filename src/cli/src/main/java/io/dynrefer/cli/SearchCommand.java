package io.dynrefer.cli;

import io.dynrefer.DynRefer;
import io.dynrefer.command.ExitCode;
import io.dynrefer.command.ModelOptions;
import io.dynrefer.command.Surroundings;
import io.dynrefer.command.UserFiles;
import io.dynrefer.region.Attribute;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.Region;
import io.dynrefer.region.RgbImage;
import io.dynrefer.region.Task;
import io.dynrefer.search.HitSheet;
import io.dynrefer.search.Phrase;
import io.dynrefer.search.SearchIndex;
import io.dynrefer.search.SearchIndex.Hit;
import io.dynrefer.store.Json;
import io.dynrefer.views.image.ImageLimits;
import io.dynrefer.views.image.ImageReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Searches an index by words or by likeness. */
@Command(
        name = "search",
        description = "Search the regions of an index, by words or by what a region of a photo looks like.",
        footer = {
            "",
            "Examples:",
            "  dynrefer search 'brown dog' --index target/index --sheet target/dogs.svg",
            "  dynrefer search --like examples/giraffe.jpg:455,184,273,445 --index target/index --json"
        })
final class SearchCommand implements Callable<Integer> {
    private static final String LIKE_EXAMPLE = "--like photo.jpg:40,30,120,80";

    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "<words>",
            description = "A thing, with attributes in front if wanted: 'suitcase', 'red suitcase'.")
    private @Nullable String words;

    @Option(
            names = "--like",
            paramLabel = "<photo>[:x,y,w,h]",
            description = "A region of a photo instead of words: left, top, width, height in pixels; the whole photo"
                    + " without them.")
    private @Nullable String like;

    @Option(names = "--index", required = true, paramLabel = "<folder>", description = "The index.")
    private Path index = Path.of("");

    @Option(names = "--top", paramLabel = "<n>", description = "Most regions (default ${DEFAULT-VALUE}).")
    private int top = 10;

    @Option(names = "--json", description = "Answer in JSON.")
    private boolean json;

    @Option(names = "--sheet", paramLabel = "<file>", description = "Draw the regions on their photos, in an SVG file.")
    private @Nullable Path sheet;

    @Mixin
    private ModelOptions model = new ModelOptions();

    SearchCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** The JSON form of an answer. */
    record Found(
            @Nullable String thing,
            List<String> attributes,
            @Nullable String like,
            List<Hit> hits) {}

    @Override
    public Integer call() {
        if ((words == null) == (like == null)) {
            throw DynReferException.invalid("--like", "Give words to search for, or --like a region of a photo.");
        }
        Path weights = model.folder(surroundings, spec.commandLine().getErr());
        Found found;
        try (DynRefer system = DynRefer.builder(weights)
                        .tasks(Set.of(Task.CATEGORY, Task.ATTRIBUTES))
                        .open();
                SearchIndex opened = SearchIndex.open(index, system.model())) {
            found = words == null ? like(opened, String.valueOf(like)) : words(opened, words);
        }
        print(found);
        if (sheet != null) {
            UserFiles.writeSvg("--sheet", sheet, HitSheet.svg(words == null ? "like " + like : words, found.hits()));
        }
        return ExitCode.OK;
    }

    private Found words(SearchIndex opened, String asked) {
        Phrase phrase = opened.phrase(asked);
        return new Found(
                phrase.thing().orElse(null),
                phrase.attributes().stream().map(Attribute::name).toList(),
                null,
                opened.find(phrase, top));
    }

    private Found like(SearchIndex opened, String asked) {
        int colon = asked.lastIndexOf(':');
        Path photo = Path.of(colon < 0 ? asked : asked.substring(0, colon));
        RgbImage pixels = new ImageReader(ImageLimits.DEFAULT)
                .read(UserFiles.bytes("--like", photo))
                .image();
        List<Double> box = colon < 0
                ? List.of(0.0, 0.0, (double) pixels.width(), (double) pixels.height())
                : NumberList.list("--like", asked.substring(colon + 1), LIKE_EXAMPLE);
        if (box.size() != 4) {
            throw DynReferException.invalid("--like", "A region has four numbers, e.g. " + LIKE_EXAMPLE + ".");
        }
        Region region = Region.box(box.get(0), box.get(1), box.get(2), box.get(3));
        return new Found(null, List.of(), asked, opened.like(pixels, region.bounds(), top));
    }

    private void print(Found found) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.text(found));
        } else {
            if (found.like() == null) {
                out.println("Searched for: "
                        + Stream.concat(found.attributes().stream(), Stream.ofNullable(found.thing()))
                                .collect(Collectors.joining(", ")));
            }
            for (Hit hit : found.hits()) {
                String box = hit.region().bbox().stream()
                        .map(number -> String.format(Locale.ROOT, "%.0f", number))
                        .collect(Collectors.joining(","));
                String label = hit.region().label();
                out.printf(
                        Locale.ROOT,
                        "%.3f  %s  %s%s%n",
                        hit.score(),
                        hit.region().photo(),
                        box,
                        label == null ? "" : "  " + label);
            }
        }
        out.flush();
    }
}
