package io.dynrefer.research.parity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dynrefer.region.Box;
import io.dynrefer.region.BoxRegion;
import io.dynrefer.region.CocoRle;
import io.dynrefer.region.ImageSize;
import io.dynrefer.region.MaskRegion;
import io.dynrefer.region.PolygonRegion;
import io.dynrefer.region.Region;
import io.dynrefer.region.RgbImage;
import io.dynrefer.views.PlacedRegion;
import io.dynrefer.views.image.ImageLimits;
import io.dynrefer.views.image.ImageReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** One region of {@code view_selection.json} on its picture. */
record RegionFixture(RgbImage image, JsonNode json) {
    /** Every region of every picture, in file order. */
    static List<RegionFixture> readAll(Path folder) {
        ImageReader reader = new ImageReader(ImageLimits.DEFAULT);
        List<RegionFixture> fixtures = new ArrayList<>();
        try {
            for (JsonNode picture : readJson(folder).get("images")) {
                byte[] encoded =
                        Files.readAllBytes(folder.resolve(picture.get("file").asText()));
                RgbImage image = reader.read(encoded).image();
                picture.get("regions").forEach(region -> fixtures.add(new RegionFixture(image, region)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return fixtures;
    }

    static JsonNode readJson(Path folder) {
        try {
            return new ObjectMapper()
                    .readTree(folder.resolve("view_selection.json").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String id() {
        return json.get("id").asText();
    }

    boolean isMask() {
        return json.get("segmentation").isObject();
    }

    /** Whether the research code raised an error on it. */
    boolean failedInResearchCode() {
        return json.has("error");
    }

    /**
     * Whether the research code came so far that it had a box; it refuses polygons that lie outside the picture before.
     */
    boolean hasResearchBox() {
        return json.hasNonNull("bbox_xyxy") && json.hasNonNull("mask_rle");
    }

    /** The region as it was given to the research code. */
    Region region() {
        JsonNode segmentation = json.get("segmentation");
        if (isMask()) {
            return mask(segmentation);
        }
        List<List<Double>> parts = new ArrayList<>();
        segmentation.forEach(part -> parts.add(doubles(part)));
        return new PolygonRegion(parts);
    }

    /** The box the research code reduced it to. */
    Box researchBox() {
        return box(json.get("bbox_xyxy"));
    }

    /**
     * The region as the research code saw it: for a mask its box, one pixel short, so that everything after it can be
     * compared; otherwise the region itself.
     */
    PlacedRegion placed() {
        return PlacedRegion.of(image, isMask() ? new BoxRegion(researchBox()) : region());
    }

    /** A box of the file, clamped to the picture as ours are. */
    Box clamped(Box box) {
        return new Box(
                Math.max(0, Math.min(image.width(), box.x1())),
                Math.max(0, Math.min(image.height(), box.y1())),
                Math.max(0, Math.min(image.width(), box.x2())),
                Math.max(0, Math.min(image.height(), box.y2())));
    }

    static MaskRegion mask(JsonNode rle) {
        ImageSize size = new ImageSize(
                rle.get("size").get(1).asInt(), rle.get("size").get(0).asInt());
        JsonNode counts = rle.get("counts");
        if (counts.isTextual()) {
            return new MaskRegion(size, CocoRle.decode(counts.asText()));
        }
        List<Integer> runs = new ArrayList<>();
        counts.forEach(run -> runs.add(run.asInt()));
        return new MaskRegion(size, runs);
    }

    static Box box(JsonNode xyxy) {
        return new Box(
                xyxy.get(0).asDouble(),
                xyxy.get(1).asDouble(),
                xyxy.get(2).asDouble(),
                xyxy.get(3).asDouble());
    }

    static List<Double> doubles(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asDouble)
                .toList();
    }
}
