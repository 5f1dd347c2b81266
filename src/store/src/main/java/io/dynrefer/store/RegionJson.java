package io.dynrefer.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.dynrefer.region.CocoRle;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ImageSize;
import io.dynrefer.region.MaskRegion;
import io.dynrefer.region.PolygonRegion;
import io.dynrefer.region.Quoted;
import io.dynrefer.region.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** The parts of a region's JSON that have more than one form: COCO's {@code segmentation} and {@code counts}. */
final class RegionJson {
    private static final int SHAPE = 6; // numbers of three points

    private RegionJson() {}

    /** A polygon (list of lists) or a mask (object), as COCO writes it. */
    static Region segmentation(JsonNode segmentation, Consumer<String> warnings) {
        if (segmentation.isObject()) {
            JsonNode size = segmentation.get("size");
            JsonNode counts = segmentation.get("counts");
            if (size == null || counts == null || segmentation.size() != 2) {
                throw DynReferException.invalid(
                        "segmentation", "A segmentation that is an object has size ([height, width]) and counts.");
            }
            return mask("segmentation", new RegionSpec.Rle(wholeNumbers("segmentation.size", size), counts));
        }
        return polygon(
                list("segmentation", segmentation, part -> list("segmentation", part, RegionJson::coordinate)),
                warnings);
    }

    /**
     * Annotation tools leave points and lines among the parts of a polygon; they go while a part with an area stays.
     */
    static PolygonRegion polygon(List<List<Double>> parts, Consumer<String> warnings) {
        List<List<Double>> shapes =
                parts.stream().filter(part -> part.size() >= SHAPE).toList();
        if (shapes.isEmpty() || shapes.size() == parts.size()) {
            return new PolygonRegion(parts);
        }
        warnings.accept((parts.size() - shapes.size()) + " of the polygon's " + parts.size()
                + " parts have fewer than three points and were left out.");
        return new PolygonRegion(shapes);
    }

    static MaskRegion mask(String field, RegionSpec.Rle rle) {
        if (rle.size().size() != 2) {
            throw DynReferException.invalid(
                    field + ".size", field + ".size is [height, width]; this one is " + Quoted.of(rle.size()) + ".");
        }
        int height = rle.size().get(0);
        int width = rle.size().get(1);
        if (height < 1 || width < 1) {
            throw DynReferException.invalid(
                    field + ".size",
                    field + ".size is [height, width], each at least 1; this one is " + Quoted.of(rle.size()) + ".");
        }
        JsonNode counts = rle.counts();
        List<Integer> runs =
                counts.isTextual() ? CocoRle.decode(counts.textValue()) : wholeNumbers(field + ".counts", counts);
        return new MaskRegion(new ImageSize(width, height), runs);
    }

    static RegionSpec.Rle rle(MaskRegion mask) {
        ArrayNode counts = JsonNodeFactory.instance.arrayNode();
        mask.runs().forEach(counts::add);
        return new RegionSpec.Rle(List.of(mask.size().height(), mask.size().width()), counts);
    }

    private static List<Integer> wholeNumbers(String field, JsonNode node) {
        return list(field, node, item -> {
            if (!isWhole(item)) {
                throw DynReferException.invalid(
                        field, field + " is a list of whole numbers; one item is " + Quoted.of(item) + ".");
            }
            return item.intValue();
        });
    }

    /** {@code 1} and, as some libraries write whole numbers, {@code 1.0}. */
    private static boolean isWhole(JsonNode number) {
        return number.isInt() || number.isFloatingPointNumber() && number.doubleValue() == number.intValue();
    }

    private static Double coordinate(JsonNode node) {
        if (!node.isNumber()) {
            throw DynReferException.invalid(
                    "segmentation", "Segmentation coordinates are numbers; one item is " + Quoted.of(node) + ".");
        }
        return node.doubleValue();
    }

    /** Not the whole node as text, which may be long. */
    private static String shortened(JsonNode node) {
        return node.isTextual() ? Quoted.of(node.textValue()) : Quoted.of(node);
    }

    private static <T> List<T> list(String field, JsonNode node, Function<JsonNode, T> item) {
        if (!node.isArray()) {
            throw DynReferException.invalid(
                    field,
                    field.equals("segmentation")
                            ? "segmentation is a list of polygons [[x1, y1, …], …] or a mask {size, counts}, not "
                                    + shortened(node)
                            : field + " is a list, not " + shortened(node) + ".");
        }
        List<T> items = new ArrayList<>(node.size());
        node.forEach(element -> items.add(item.apply(element)));
        return items;
    }
}
