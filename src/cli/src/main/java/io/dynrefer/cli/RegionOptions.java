package io.dynrefer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dynrefer.command.UserFiles;
import io.dynrefer.referring.WireRegion;
import io.dynrefer.referring.WireRequest;
import io.dynrefer.region.DynReferException;
import io.dynrefer.store.Json;
import io.dynrefer.store.RegionSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that point at regions, as the {@code regions} or {@code annotations} of a request. */
final class RegionOptions {
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

    /** A request about these regions of {@code photo}, with no question yet. */
    WireRequest in(Path photo) {
        if (file == null) {
            return new WireRequest(null, regions(), null, null, null, null, null, null, null, null);
        }
        if (!(boxes.isEmpty() && polygons.isEmpty() && masks.isEmpty())) {
            throw DynReferException.invalid("--regions", "Give --regions, or --box, --polygon and --rle; not both.");
        }
        JsonNode json = UserFiles.json("--regions", file);
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        if (json.path("regions").isArray()) {
            request.set("regions", json.get("regions"));
        } else {
            request.set("annotations", CocoAnnotations.annotations(json, file, photo));
        }
        return Json.read(request, WireRequest.class);
    }

    private List<WireRegion> regions() {
        List<RegionSpec> specs = new ArrayList<>();
        for (String box : boxes) {
            specs.add(new RegionSpec(NumberList.list("--box", box, "--box 40,30,120,80"), null, null, null, null));
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
        if (specs.isEmpty()) {
            throw DynReferException.invalid(
                    "--box", "Name at least one region, e.g. --box 40,30,120,80 (left, top, width, height in pixels).");
        }
        return specs.stream().map(WireRegion::of).toList();
    }
}
