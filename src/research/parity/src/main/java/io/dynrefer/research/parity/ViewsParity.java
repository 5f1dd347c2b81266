package io.dynrefer.research.parity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dynrefer.model.vision.ClipNormalization;
import io.dynrefer.region.Box;
import io.dynrefer.region.NestedViews;
import io.dynrefer.region.RgbImage;
import io.dynrefer.region.View;
import io.dynrefer.safetensors.SafeTensorsDocument;
import io.dynrefer.views.ImagePriorPolicy;
import io.dynrefer.views.PlacedRegion;
import io.dynrefer.views.ViewGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
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
    private record Case(RgbImage image, NestedViews views) {}

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
                        line, PerceptualHashParity.unsigned(arrays.bytes(name)), pixels(cases), 1, PIXEL_FRACTION);
            case "cascade_region_images" ->
                report.floats(line, arrays.floats(name), normalized(cases), NORMALISED_TOLERANCE);
            case "cascade_region_bboxes" ->
                report.floats(line, arrays.floats(name), floats(boxes(cases, View::regionInView)), 0);
            case "view_boxes_f32" -> report.floats(line, arrays.floats(name), floats(boxes(cases, View::box)), 0);
            case "view_boxes_int" ->
                report.exact(
                        line,
                        Arrays.stream(arrays.longs(name)).boxed().toList(),
                        boxes(cases, ViewsParity::cropBox).stream()
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

    /** {@code (views, 3, size, size)} */
    private static int[] pixels(List<Case> cases) {
        List<RgbImage> crops = crops(cases);
        int plane = crops.get(0).width() * crops.get(0).height();
        int[] pixels = new int[crops.size() * 3 * plane];
        for (int view = 0; view < crops.size(); view++) {
            ByteBuffer samples = crops.get(view).pixels(); // (size, size, 3)
            for (int i = 0; i < 3 * plane; i++) {
                pixels[view * 3 * plane + i % 3 * plane + i / 3] = samples.get(i) & 0xFF;
            }
        }
        return pixels;
    }

    /** {@code (views, 3, size, size)} */
    private static float[] normalized(List<Case> cases) {
        List<float[]> views =
                crops(cases).stream().map(ClipNormalization::apply).toList();
        return concatenate(views);
    }

    private static List<RgbImage> crops(List<Case> cases) {
        return cases.stream()
                .flatMap(one -> {
                    NestedViews views = one.views();
                    return new ViewGenerator(views.views().size(), views.viewSize()).crops(one.image(), views).stream();
                })
                .toList();
    }

    private static List<Double> boxes(List<Case> cases, Function<View, Box> box) {
        return cases.stream()
                .flatMap(one -> one.views().views().stream())
                .map(box)
                .flatMap(one -> List.of(one.x1(), one.y1(), one.x2(), one.y2()).stream())
                .toList();
    }

    private static Box cropBox(View view) {
        return new Box(
                view.crop().x1(),
                view.crop().y1(),
                view.crop().x2(),
                view.crop().y2());
    }

    private static float[] floats(List<Double> values) {
        float[] floats = new float[values.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = values.get(i).floatValue();
        }
        return floats;
    }

    private static float[] concatenate(List<float[]> parts) {
        float[] all = new float[parts.stream().mapToInt(part -> part.length).sum()];
        int position = 0;
        for (float[] part : parts) {
            System.arraycopy(part, 0, all, position, part.length);
            position += part.length;
        }
        return all;
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
