package io.dynrefer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.dynrefer.command.UserFiles;
import io.dynrefer.referring.CocoQuestions;
import io.dynrefer.referring.WireRegion;
import io.dynrefer.referring.WireRequest;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.Point;
import io.dynrefer.store.Json;
import io.dynrefer.store.RegionSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options that point at regions, as the {@code regions} or {@code annotations} of a request. */
final class RegionOptions {
    @Option(
            names = "--box",
            paramLabel = "x,y,w,h",
            description = "A box in pixels of the image: left, top, width, height. Repeat it for several regions.")
    private List<String> boxes = new ArrayList<>();

    @Option(
            names = "--box-format",
            paramLabel = "<format>",
            description = "How the numbers of --box are meant: ${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE});"
                    + " cxcywh starts with the centre, normalized is xywh in fractions of the image, so that 0,0,1,1 is"
                    + " the whole photo.")
    private BoxFormat boxFormat = BoxFormat.XYWH;

    @Option(
            names = "--polygon",
            paramLabel = "x1,y1,x2,y2,...",
            description = "A polygon of three or more points in pixels; parts separated by ';'. Repeatable.")
    private List<String> polygons = new ArrayList<>();

    @Option(
            names = "--rle",
            paramLabel = "<file>",
            description = "A JSON file with a COCO run-length mask, {\"size\": [h, w], \"counts\": ...}. Repeatable.")
    private List<Path> masks = new ArrayList<>();

    @Option(
            names = "--point",
            paramLabel = "x,y",
            description = "A point in pixels of the photo: the thing under it, whose box is found. Repeatable.")
    private List<String> points = new ArrayList<>();

    @Option(
            names = "--regions",
            paramLabel = "<file>",
            description = "A JSON file with COCO annotations: a list, or a whole COCO file, of which each photo's are"
                    + " taken. Or with {\"regions\": [...]} as the API takes them.")
    private @Nullable Path file;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /** Whether any is given. */
    boolean given() {
        return file != null || !noneNamed();
    }

    private boolean noneNamed() {
        return boxes.isEmpty() && polygons.isEmpty() && masks.isEmpty() && points.isEmpty();
    }

    /** A request about these regions of {@code photo}, with no question yet. */
    WireRequest in(Path photo) {
        return file == null ? same() : read(file).of(photo);
    }

    /** Where a COCO file lists a photo; empty if there is none, or it does not. */
    Optional<CocoQuestions.Entry> origin(Path photo) {
        return file == null ? Optional.empty() : read(file).entry(photo);
    }

    /** What {@link #in} is for each of many photos; nothing for one that the file of regions does not know. */
    Function<Path, Optional<WireRequest>> inEach() {
        if (file == null) {
            WireRequest same = same();
            return photo -> Optional.of(same);
        }
        RegionFile read = read(file);
        return photo -> read.knows(photo) ? Optional.of(read.of(photo)) : Optional.empty();
    }

    private RegionFile read(Path given) {
        if (!noneNamed()) {
            throw DynReferException.invalid(
                    "--regions", "Give --regions, or --box, --polygon, --rle and --point; not both.");
        }
        RegionFile read = RegionFile.read("--regions", given);
        if (read.orphans() > 0) {
            spec.commandLine()
                    .getErr()
                    .println("warning: " + read.orphans() + " annotations of " + given
                            + " name images that it does not list; they are left out.");
        }
        return read;
    }

    private WireRequest same() {
        return WireRequest.about(regions(), null, null);
    }

    private static Point point(String text) {
        List<Double> numbers = NumberList.list("--point", text, "--point 120,80");
        if (numbers.size() != 2) {
            throw DynReferException.invalid("--point", "--point is two numbers, x,y, not '" + text + "'.");
        }
        return new Point(numbers.get(0), numbers.get(1));
    }

    private List<WireRegion> regions() {
        List<RegionSpec> specs = new ArrayList<>();
        for (String box : boxes) {
            List<Double> numbers = NumberList.list("--box", box, "--box 40,30,120,80");
            if (boxFormat.doubts(numbers)) {
                spec.commandLine()
                        .getErr()
                        .println("warning: --box " + box + " is less than a pixel, since its numbers are pixels; for"
                                + " fractions of the image add --box-format normalized.");
            }
            specs.add(boxFormat.spec(numbers));
        }
        for (String polygon : polygons) {
            List<List<Double>> parts = new ArrayList<>();
            for (String part : polygon.split(";", -1)) {
                parts.add(NumberList.list("--polygon", part, "--polygon 40,30,160,30,100,110"));
            }
            specs.add(new RegionSpec(null, null, parts, null, null));
        }
        for (Path mask : masks) {
            JsonNode json = UserFiles.json("--rle", mask);
            JsonNode rle = json.has("segmentation") ? json.get("segmentation") : json;
            specs.add(new RegionSpec(null, null, null, Json.read(rle, RegionSpec.Rle.class), null));
        }
        if (noneNamed()) {
            throw DynReferException.invalid(
                    "--box", "Name at least one region, e.g. --box 40,30,120,80 (left, top, width, height in pixels).");
        }
        List<WireRegion> regions =
                new ArrayList<>(specs.stream().map(WireRegion::of).toList());
        points.forEach(point -> regions.add(WireRegion.at(point(point))));
        return regions;
    }
}
