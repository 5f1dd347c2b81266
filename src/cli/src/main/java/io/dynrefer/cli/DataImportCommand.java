package io.dynrefer.cli;

import io.dynrefer.command.Display;
import io.dynrefer.command.ExitCode;
import io.dynrefer.command.Surroundings;
import io.dynrefer.command.UserFiles;
import io.dynrefer.data.DatasetGeneration;
import io.dynrefer.data.DatasetInfo;
import io.dynrefer.data.Split;
import io.dynrefer.data.imports.CocoSource;
import io.dynrefer.data.imports.ImportRules;
import io.dynrefer.data.imports.ListSource;
import io.dynrefer.data.imports.ListSource.Naming;
import io.dynrefer.data.imports.PhotoImport;
import io.dynrefer.data.imports.PhotoSource;
import io.dynrefer.region.DynReferException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes a data set of published annotations. */
@Command(
        name = "import",
        description = "Make a data set of annotated photos, in any of the forms that tools write."
                + " What was interrupted continues where it stopped.",
        footer = {
            "",
            "Examples:",
            "  dynrefer data import --coco instances.json --captions captions.json --splits splits.json --images photos"
                    + " --out /data/coco",
            "  dynrefer data import --list caltech101/labels.json --out /data/caltech101",
            "  dynrefer data import --from my-photos --out /data/mine"
        })
final class DataImportCommand implements Callable<Integer> {
    private static final String REPORT = "import.json";

    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @ArgGroup(exclusive = true, multiplicity = "1")
    private Form form = new Form();

    @Option(names = "--out", required = true, paramLabel = "<folder>", description = "Where to write the data set.")
    private Path out = Path.of("");

    @Option(names = "--name", paramLabel = "<name>", description = "The data set's name (default: the folder's).")
    private @Nullable String name;

    @Option(
            names = "--least-side",
            paramLabel = "<pixels>",
            description = "Leave out boxes with a smaller side (default ${DEFAULT-VALUE}).")
    private int leastSide = ImportRules.USUAL_LEAST_SIDE;

    @Option(
            names = "--cap",
            paramLabel = "<category=n>",
            description = "Keep at most so many training boxes of a category, those with texts first. Repeatable.")
    private Map<String, Integer> caps = new LinkedHashMap<>();

    @Option(names = "--seed", paramLabel = "<n>", description = "Decides which boxes over a cap go (default 1).")
    private long seed = 1;

    /** The published form. */
    private static final class Form {
        @ArgGroup(exclusive = false)
        private @Nullable Coco coco;

        @ArgGroup(exclusive = false)
        private @Nullable Listed list;

        @Option(
                names = "--from",
                paramLabel = "<place>",
                description =
                        "A folder or file of labelled photos in a form that is found out: folders by class, COCO,"
                                + " LVIS, YOLO, Pascal VOC, Visual Genome, RefCOCO(g), Label Studio, CVAT. Photos that were"
                                + " imported before stay as they are. Where nothing says the splits, a sixth is for validation.")
        private @Nullable Path place;
    }

    /** COCO's files. */
    private static final class Coco {
        @Option(names = "--coco", required = true, paramLabel = "<file>", description = "COCO's instances file.")
        private Path instances = Path.of("");

        @Option(names = "--images", required = true, paramLabel = "<folder>", description = "The images.")
        private Path images = Path.of("");

        @Option(names = "--captions", paramLabel = "<file>", description = "COCO's captions of the same images.")
        private @Nullable Path captions;

        @Option(
                names = "--region-captions",
                paramLabel = "<file>",
                description = "A list of {image_id, bbox, caption}; each becomes a region of the part <name>-regions.")
        private @Nullable Path regionCaptions;

        @Option(names = "--splits", paramLabel = "<file>", description = "Image ids by train, val and test.")
        private @Nullable Path splits;

        @Option(
                names = "--split",
                paramLabel = "<split>",
                description = "The split of all images, where there is no --splits (default train).")
        private String split = "train";

        PhotoSource source(String name) {
            return new CocoSource(new CocoSource.Files(
                    name, instances, captions, regionCaptions, splits, Split.fromWireName("--split", split), images));
        }
    }

    /** A list's file. */
    private static final class Listed {
        @Option(
                names = "--list",
                required = true,
                paramLabel = "<file>",
                description =
                        "A list of {file, category, split, bbox}, with coarse, attributes and source where known.")
        private Path list = Path.of("");

        @Option(names = "--source", paramLabel = "<name>", description = "Take the records of this source alone.")
        private String source = "";

        @Option(names = "--coarse", description = "Take \"coarse\" for the category, and the fine one for a tag.")
        private boolean coarse;

        @Option(
                names = "--credit",
                paramLabel = "<line>",
                description = "Where the photos are from and under which terms. Repeatable.")
        private List<String> credits = List.of();

        PhotoSource source(String name) {
            return new ListSource(name, list, source, coarse ? Naming.COARSE : Naming.FINE, credits);
        }
    }

    DataImportCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        PrintWriter messages = spec.commandLine().getErr();
        String named = name == null ? String.valueOf(out.toAbsolutePath().getFileName()) : name;
        ImportRules rules = new ImportRules(leastSide, caps, seed);
        if (form.place != null) {
            PlaceImport places = new PlaceImport(out, messages, surroundings);
            PlaceImport.Done done = places.run(form.place, named, rules);
            print(done.info(), done.photos());
            return ExitCode.OK;
        }
        PhotoSource source = source(named);
        PhotoImport photos;
        try (Display display = Display.of("Reading " + source.name(), " photos", messages, surroundings)) {
            photos = new PhotoImport(source, rules, display);
        }
        DatasetGeneration generation = new DatasetGeneration(photos, DatasetGeneration.usualScenes(photos), out);
        DatasetInfo info;
        try (Display display = Display.of("Writing " + out, " photos", messages, surroundings)) {
            info = generation.run(display);
        }
        UserFiles.write("--out", out.resolve(REPORT), photos.report());
        print(info, photos);
        return ExitCode.OK;
    }

    private PhotoSource source(String named) {
        if (form.coco != null) {
            return form.coco.source(named);
        }
        if (form.list != null) {
            return form.list.source(named);
        }
        throw DynReferException.invalid("--from", "Give --from, --coco or --list.");
    }

    private void print(DatasetInfo info, PhotoImport photos) {
        PrintWriter output = spec.commandLine().getOut();
        output.printf("%s: %s%n", out, info.generator());
        new TreeMap<>(info.splits())
                .forEach((split, counts) ->
                        output.printf("  %s: %d images, %d regions%n", split, counts.images(), counts.regions()));
        output.printf(
                "  %d categories, %d tags, %d attributes%n",
                info.vocabulary().categories().size(),
                info.vocabulary().tags().size(),
                info.vocabulary().attributes().size());
        photos.leftOut()
                .counts()
                .forEach((reason, count) -> output.printf("  left out: %d %s%n", count, reason.words()));
        info.credits().forEach(line -> output.printf("  %s%n", line));
        output.flush();
    }
}
