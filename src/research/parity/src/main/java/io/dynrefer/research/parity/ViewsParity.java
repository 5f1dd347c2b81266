package io.dynrefer.research.parity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dynrefer.region.NestedViews;
import io.dynrefer.region.RgbImage;
import io.dynrefer.region.View;
import io.dynrefer.safetensors.SafeTensorsDocument;
import io.dynrefer.views.ImagePriorPolicy;
import io.dynrefer.views.PlacedRegion;
import io.dynrefer.views.ViewGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Crops, resized pixels, normalised values and region boxes of {@code views.safetensors}, for regions of the folder
 * {@code view_selection} next to it. Every array of the file is compared; one without a comparison is an error.
 */
final class ViewsParity implements ParityCheck {
    private static final Pattern NAME = Pattern.compile("(case(?<case>\\d+)|size(?<size>\\d+)|batch)\\.(?<what>.+)");
    private static final double NORMALISED_TOLERANCE = 2e-6;
    private static final double PIXEL_FRACTION = 1e-3;

    /** A region's views in one fixture. */
    record Case(RgbImage image, NestedViews views) {}

    @Override
    public boolean applies(Path folder) {
        return Files.exists(folder.resolve("views.json"))
                && Files.exists(regionsOf(folder).resolve("view_selection.json"));
    }

    @Override
    public void run(Path folder, ParityReport report) {
        Map<String, RegionFixture> regions = RegionFixture.readAll(regionsOf(folder)).stream()
                .collect(Collectors.toMap(RegionFixture::id, Function.identity()));
        Map<String, JsonNode> cases = readCases(folder);
        SafeTensorsDocument arrays = SafeTensorsDocument.read(folder.resolve("views.safetensors"));
        for (String name : arrays.names()) {
            Matcher parts = NAME.matcher(name);
            if (!parts.matches()) {
                throw unknown(name);
            }
            JsonNode json = find(cases, caseName(parts));
            String size = parts.group("size");
            int viewSize = size == null ? json.get("image_size").asInt() : Integer.parseInt(size);
            compare(name, parts.group("what"), arrays, cases(regions, json, viewSize), report);
        }
    }

    /** Arrays named after a size are case 0 at that size; the rest name their case. */
    private static String caseName(Matcher parts) {
        String number = parts.group("case");
        if (parts.group("size") != null) {
            return "0";
        }
        return number == null ? "batch" : number;
    }

    private static <T> T find(Map<String, T> named, String name) {
        T value = named.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the fixtures name '" + name + "' but do not hold it");
        }
        return value;
    }

    /** The views of a case's region, or of all regions of the batch. */
    private static List<Case> cases(Map<String, RegionFixture> regions, JsonNode json, int size) {
        ViewGenerator generator = new ViewGenerator(json.get("num_views").asInt(), size);
        List<String> ids = json.has("region")
                ? List.of(json.get("region").asText())
                : StreamSupport.stream(json.get("regions").spliterator(), false)
                        .map(JsonNode::asText)
                        .toList();
        List<Case> cases = new ArrayList<>();
        for (String id : ids) {
            PlacedRegion region = find(regions, id).placed();
            cases.add(new Case(region.image(), generator.generate(region, new ImagePriorPolicy())));
        }
        return cases;
    }

    private static void compare(
            String name, String what, SafeTensorsDocument arrays, List<Case> cases, ParityReport report) {
        String line = "views/" + name;
        switch (what) {
            case "view_pixels_u8" ->
                report.nearlyExact(
                        line,
                        PerceptualHashParity.unsigned(arrays.bytes(name)),
                        ViewArrays.pixels(cases),
                        1,
                        PIXEL_FRACTION);
            case "cascade_region_images" ->
                report.floats(line, arrays.floats(name), ViewArrays.normalized(cases), NORMALISED_TOLERANCE);
            case "cascade_region_bboxes" ->
                report.floats(
                        line, arrays.floats(name), ViewArrays.floats(ViewArrays.boxes(cases, View::regionInView)), 0);
            case "view_boxes_f32" ->
                report.floats(line, arrays.floats(name), ViewArrays.floats(ViewArrays.boxes(cases, View::box)), 0);
            case "view_boxes_int" ->
                report.exact(
                        line,
                        Arrays.stream(arrays.longs(name)).boxed().toList(),
                        ViewArrays.boxes(cases, ViewArrays::cropBox).stream()
                                .map(Double::longValue)
                                .toList());
            case "cascade_region_ratios" ->
                report.exact(
                        line,
                        Arrays.stream(arrays.doubles(name)).boxed().toList(),
                        cases.stream()
                                .flatMap(one -> one.views().coefficients().stream())
                                .toList());
            default -> throw unknown(name);
        }
    }

    private static IllegalArgumentException unknown(String name) {
        return new IllegalArgumentException("no comparison for the array '" + name + "' of views.safetensors");
    }

    private static Path regionsOf(Path folder) {
        return folder.toAbsolutePath().normalize().resolveSibling("view_selection");
    }

    private static Map<String, JsonNode> readCases(Path folder) {
        try {
            JsonNode json =
                    new ObjectMapper().readTree(folder.resolve("views.json").toFile());
            return StreamSupport.stream(json.spliterator(), false)
                    .collect(Collectors.toMap(one -> one.get("case").asText(), Function.identity()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
