package io.dynrefer.store;

import com.fasterxml.jackson.databind.JsonNode;
import io.dynrefer.region.Box;
import io.dynrefer.region.BoxRegion;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.region.ImageSize;
import io.dynrefer.region.MaskRegion;
import io.dynrefer.region.PolygonRegion;
import io.dynrefer.region.Quoted;
import io.dynrefer.region.Region;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A region as a request writes it, before the image is known: exactly one of
 *
 * <ul>
 *   <li>{@code "bbox": [x, y, w, h]} with, optionally, {@code "bbox_format"}: {@code xywh} (pixels, the default),
 *       {@code xyxy} (pixels, {@code [x1, y1, x2, y2]}) or {@code normalized} ({@code [x, y, w, h]} as fractions of the
 *       image's width and height);
 *   <li>{@code "polygon": [[x1, y1, x2, y2, …], …]} in pixels, one list a part;
 *   <li>{@code "rle": {"size": [height, width], "counts": …}}, COCO's mask, counts compressed (text) or not (list);
 *   <li>{@code "segmentation"}: COCO's name for either of the last two. Beside a {@code bbox}, as in a COCO annotation,
 *       the box is what counts.
 * </ul>
 *
 * Construction accepts anything, so that one contradictory region does not fail its neighbours: {@link #resolve}
 * refuses.
 */
public record RegionSpec(
        @Nullable List<Double> bbox,
        @Nullable String bboxFormat,
        @Nullable List<List<Double>> polygon,
        @Nullable Rle rle,
        @Nullable JsonNode segmentation) {
    private static final int COORDINATES = 4;

    /** How far fractions may be off the image: what tools make of it by rounding. */
    private static final double ROUNDING = 1e-3;

    /** COCO's run-length mask: {@code size} is height, width; {@code counts} a text or a list of whole numbers. */
    public record Rle(List<Integer> size, JsonNode counts) {
        public Rle {
            size = List.copyOf(size);
        }
    }

    public RegionSpec {
        bbox = bbox == null ? null : List.copyOf(bbox);
        segmentation = segmentation == null || segmentation.isNull() ? null : segmentation;
        polygon = polygon == null ? null : polygon.stream().map(List::copyOf).toList();
    }

    /** The form in which messages between functions carry a region: pixels, {@code xyxy}. */
    public static RegionSpec of(Region region) {
        if (region instanceof BoxRegion given) {
            Box box = given.box();
            return new RegionSpec(List.of(box.x1(), box.y1(), box.x2(), box.y2()), "xyxy", null, null, null);
        }
        if (region instanceof MaskRegion mask) {
            return new RegionSpec(null, null, null, RegionJson.rle(mask), null);
        }
        return new RegionSpec(null, null, ((PolygonRegion) region).parts(), null, null);
    }

    /**
     * The region in pixels of an image of this size (after EXIF orientation).
     *
     * @throws DynReferException {@code INVALID_REQUEST} naming the field if the spec is incomplete, contradicts itself
     *     or a mask is of another size than the image; {@code EMPTY_REGION} if it has no area
     */
    public Region resolve(ImageSize image) {
        return resolve(image, warning -> {});
    }

    /** As {@link #resolve(ImageSize)}; {@code warnings} hears of what was left out of the region. */
    public Region resolve(ImageSize image, Consumer<String> warnings) {
        Region region = region(image, warnings);
        if (region instanceof MaskRegion mask && !mask.size().equals(image)) {
            throw DynReferException.invalid(
                    "rle.size",
                    "The mask is for an image of " + text(mask.size()) + ", this one has " + text(image)
                            + "; rle.size is [height, width].");
        }
        return region;
    }

    /** How many coordinates, runs or characters of runs it is made of: what resolving it costs. */
    public long size() {
        long size = bbox == null ? 0 : bbox.size();
        if (polygon != null) {
            size += polygon.stream().mapToLong(List::size).sum();
        }
        if (rle != null) {
            size += size(rle.counts());
        }
        return size + (segmentation == null ? 0 : size(segmentation));
    }

    private static long size(JsonNode node) {
        if (node.isTextual()) {
            return node.textValue().length();
        }
        long size = 1;
        for (JsonNode child : node) {
            size += size(child);
        }
        return size;
    }

    /** The region, if no image is needed to know it. */
    Region resolveWithoutImage() {
        return region(null, warning -> {});
    }

    private Region region(@Nullable ImageSize image, Consumer<String> warnings) {
        requireOneKind();
        if (bbox != null) {
            return new BoxRegion(box(bbox, image));
        }
        if (polygon != null) {
            return RegionJson.polygon(polygon, warnings);
        }
        return rle != null
                ? RegionJson.mask("rle", rle)
                : RegionJson.segmentation(Objects.requireNonNull(segmentation), warnings);
    }

    private void requireOneKind() {
        List<String> kinds = Stream.of(
                        named("bbox", bbox),
                        named("polygon", polygon),
                        named("rle", rle),
                        named("segmentation", bbox == null ? segmentation : null))
                .flatMap(List::stream)
                .toList();
        if (kinds.isEmpty()) {
            throw DynReferException.invalid(
                    bboxFormat == null ? "region" : "bbox_format",
                    (bboxFormat == null ? "A region needs" : "bbox_format without bbox: a region needs")
                            + " one of bbox, polygon, rle, segmentation.");
        }
        if (kinds.size() > 1) {
            throw DynReferException.invalid(
                    kinds.get(1),
                    "A region is given in one way, this one in " + kinds.size() + ": " + String.join(" and ", kinds)
                            + ". Keep one.");
        }
        if (bbox == null && bboxFormat != null) {
            throw DynReferException.invalid(
                    "bbox_format", "bbox_format says how to read bbox, but the region is a " + kinds.get(0) + ".");
        }
    }

    private static List<String> named(String name, @Nullable Object value) {
        return value == null ? List.of() : List.of(name);
    }

    private Box box(List<Double> numbers, @Nullable ImageSize image) {
        if (numbers.size() != COORDINATES) {
            throw DynReferException.invalid(
                    "bbox",
                    "bbox is a list of 4 numbers; this one has " + numbers.size() + ": " + Quoted.of(numbers) + ".");
        }
        if (!numbers.stream().allMatch(Double::isFinite)) {
            throw DynReferException.invalid(
                    "bbox", "The numbers of bbox must be finite, not " + Quoted.of(numbers) + ".");
        }
        String format = bboxFormat == null ? "xywh" : bboxFormat;
        return switch (format) {
            case "xywh" -> fromSize(numbers, 1, 1);
            case "xyxy" -> new Box(numbers.get(0), numbers.get(1), numbers.get(2), numbers.get(3));
            case "normalized" -> normalized(numbers, image);
            default ->
                throw DynReferException.invalid(
                        "bbox_format",
                        "There is no bbox_format '" + Quoted.of(format) + "'; known are xywh, xyxy, normalized.");
        };
    }

    private static Box normalized(List<Double> fractions, @Nullable ImageSize image) {
        if (image == null) {
            throw DynReferException.invalid(
                    "bbox_format", "A normalized bbox needs an image; give it in pixels (xywh or xyxy) here.");
        }
        if (fractions.stream().anyMatch(fraction -> !(fraction >= -ROUNDING && fraction <= 1 + ROUNDING))) {
            throw DynReferException.invalid(
                    "bbox",
                    "A normalized bbox is [x, y, w, h] as fractions of the image, each from 0 to 1, not " + fractions
                            + ". For pixels use bbox_format xywh or xyxy.");
        }
        List<Double> clipped = fractions.stream()
                .map(fraction -> Math.min(1, Math.max(0, fraction)))
                .toList();
        return fromSize(clipped, image.width(), image.height());
    }

    private static Box fromSize(List<Double> xywh, double scaleX, double scaleY) {
        double width = xywh.get(2) * scaleX;
        double height = xywh.get(3) * scaleY;
        if (!(width > 0 && height > 0)) {
            ErrorCode code = width < 0 || height < 0 ? ErrorCode.INVALID_REQUEST : ErrorCode.EMPTY_REGION;
            throw new DynReferException(
                    code,
                    "bbox",
                    "The third and fourth number of bbox are its width and height and must be positive: "
                            + xywh.stream().map(String::valueOf).collect(Collectors.joining(", "))
                            + ". For two corners use bbox_format xyxy.");
        }
        double x = xywh.get(0) * scaleX;
        double y = xywh.get(1) * scaleY;
        return new Box(x, y, x + width, y + height);
    }

    private static String text(ImageSize size) {
        return size.height() + " rows and " + size.width() + " columns";
    }
}
