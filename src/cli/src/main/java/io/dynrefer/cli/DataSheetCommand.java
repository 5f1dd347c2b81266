package io.dynrefer.cli;

import io.dynrefer.command.DatasetPlaces;
import io.dynrefer.command.ExitCode;
import io.dynrefer.command.UserFiles;
import io.dynrefer.data.AnnotatedImage;
import io.dynrefer.data.ContactSheet;
import io.dynrefer.data.Dataset;
import io.dynrefer.data.Split;
import io.dynrefer.region.DynReferException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Draws images of a data set with their annotations. */
@Command(
        name = "sheet",
        description = "Draw images of a data set with their boxes and captions, to look at.",
        footer = {"", "Example:", "  dynrefer data sheet /data/composites --split test --out sheet.svg"})
final class DataSheetCommand implements Callable<Integer> {
    private static final int COLUMNS = 4;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "<data set>", description = "The data set: " + DatasetPlaces.DESCRIPTION + ".")
    private String dataset = "";

    @Option(names = "--out", required = true, paramLabel = "<file>", description = "The SVG file to write.")
    private Path out = Path.of("");

    @Option(
            names = "--split",
            paramLabel = "<split>",
            description = "train, val or test (default: the first that the data set has).")
    private String split = "";

    @Option(names = "--images", paramLabel = "<n>", description = "How many images (default ${DEFAULT-VALUE}).")
    private int count = 12;

    @Option(names = "--seed", paramLabel = "<n>", description = "Which images are drawn (default ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Override
    public Integer call() {
        if (count < 1) {
            throw DynReferException.invalid("--images", "--images takes a number from 1, not " + count + ".");
        }
        try (Dataset opened = DatasetPlaces.open(dataset)) {
            Split chosen = split.isEmpty() ? first(opened) : Split.fromWireName("--split", split);
            List<AnnotatedImage> images = new ArrayList<>(opened.images(chosen));
            Collections.shuffle(images, new Random(seed));
            List<AnnotatedImage> shown = images.subList(0, Math.min(count, images.size()));
            UserFiles.writeSvg("--out", out, new ContactSheet(COLUMNS).svg(shown, opened.pixels()));
            PrintWriter output = spec.commandLine().getOut();
            output.printf(
                    "%s: %d of %d images of %s, %s%n",
                    out, shown.size(), images.size(), opened.info().name(), chosen.wireName());
            output.flush();
        }
        return ExitCode.OK;
    }

    private Split first(Dataset opened) {
        return Arrays.stream(Split.values())
                .filter(opened.info()::has)
                .findFirst()
                .orElseThrow(() -> DynReferException.invalid("<data set>", dataset + " has no split."));
    }
}
