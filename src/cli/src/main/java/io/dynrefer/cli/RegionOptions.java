package io.dynrefer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dynrefer.command.UserFiles;
import io.dynrefer.region.DynReferException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that point at regions, as the {@code regions} or {@code annotations} of a request. */
final class RegionOptions {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    @Option(
            names = "--box",
            paramLabel = "x,y,w,h",
            description = "A box in pixels of the image: left, top, width, height. Repeat it for several regions.")
    private List<String> boxes = new ArrayList<>();

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
            names = "--regions",
            paramLabel = "<file>",
            description = "A JSON file with COCO annotations: a list, or a whole COCO file, of which this photo's are"
                    + " taken. Or with {\"regions\": [...]} as the API takes them.")
    private @Nullable Path file;

    /** Adds the regions to a request about {@code photo}. */
    void addTo(ObjectNode request, Path photo) {
        if (file != null) {
            if (!(boxes.isEmpty() && polygons.isEmpty() && masks.isEmpty())) {
                throw DynReferException.invalid(
                        "--regions", "Give --regions, or --box, --polygon and --rle; not both.");
            }
            addFile(request, UserFiles.json("--regions", file), file, photo);
            return;
        }
        ArrayNode regions = regions();
        if (regions.isEmpty()) {
            throw DynReferException.invalid(
                    "--box", "Name at least one region, e.g. --box 40,30,120,80 (left, top, width, height in pixels).");
        }
        request.set("regions", regions);
    }

    private static void addFile(ObjectNode request, JsonNode json, Path path, Path photo) {
        if (json.path("regions").isArray()) {
            request.set("regions", json.get("regions"));
        } else {
            request.set("annotations", CocoAnnotations.annotations(json, path, photo));
        }
    }

    private ArrayNode regions() {
        ArrayNode regions = JSON.arrayNode();
        for (String box : boxes) {
            regions.addObject().set("bbox", NumberList.list("--box", box, "--box 40,30,120,80"));
        }
        for (String polygon : polygons) {
            ArrayNode parts = regions.addObject().putArray("polygon");
            for (String part : polygon.split(";", -1)) {
                parts.add(NumberList.list("--polygon", part, "--polygon 40,30,160,30,100,110"));
            }
        }
        for (Path file : masks) {
            JsonNode mask = UserFiles.json("--rle", file);
            regions.addObject().set("rle", mask.has("segmentation") ? mask.get("segmentation") : mask);
        }
        return regions;
    }
}
