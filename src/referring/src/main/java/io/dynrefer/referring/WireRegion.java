package io.dynrefer.referring;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.node.TextNode;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.Point;
import io.dynrefer.region.Quoted;
import io.dynrefer.store.LooseNumbers;
import io.dynrefer.store.RegionSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A region of a request: the members of a {@link RegionSpec} and an id, a text or a whole number. */
public record WireRegion(
        @Nullable JsonNode id,

        @JsonDeserialize(contentUsing = LooseNumbers.Reader.class)
        @JsonSerialize(contentUsing = LooseNumbers.Writer.class)
        @Nullable
        List<Double> bbox,

        @Nullable String bboxFormat,
        @Nullable List<List<Double>> polygon,
        RegionSpec.@Nullable Rle rle,
        @Nullable JsonNode segmentation,

        @JsonDeserialize(contentUsing = LooseNumbers.Reader.class)
        @JsonSerialize(contentUsing = LooseNumbers.Writer.class)
        @Nullable
        List<Double> point) {
    /** A region without an id. */
    public static WireRegion of(RegionSpec spec) {
        return new WireRegion(
                null, spec.bbox(), spec.bboxFormat(), spec.polygon(), spec.rle(), spec.segmentation(), null);
    }

    /** The thing under a point of the upright image. */
    public static WireRegion at(Point point) {
        return new WireRegion(null, null, null, null, null, null, List.of(point.x(), point.y()));
    }

    static WireRegion of(ReferRequest.RegionRequest region) {
        WireRegion place = of(region.region());
        return new WireRegion(
                TextNode.valueOf(region.id()),
                place.bbox,
                place.bboxFormat,
                place.polygon,
                place.rle,
                place.segmentation,
                region.pointed() instanceof ReferRequest.Pointed.Asked asked
                        ? List.of(asked.point().x(), asked.point().y())
                        : null);
    }

    /** {@code position} is the id of a region that has none. */
    ReferRequest.RegionRequest read(String field, int position) {
        RegionSpec spec = new RegionSpec(bbox, bboxFormat, polygon, rle, segmentation);
        return point == null
                ? new ReferRequest.RegionRequest(id(field, id, position), spec)
                : ReferRequest.RegionRequest.at(id(field, id, position), point(field + "[" + position + "]", spec));
    }

    private Point point(String field, RegionSpec beside) {
        if (!beside.equals(new RegionSpec(null, null, null, null, null))) {
            throw DynReferException.invalid(
                    field, "A region is a point or has a form of its own (bbox, polygon, rle); give one of them.");
        }
        return PointReader.read(field + ".point", point);
    }

    private static String id(String field, @Nullable JsonNode id, int position) {
        if (id == null || id.isNull()) {
            return String.valueOf(position);
        }
        if (id.isFloatingPointNumber() && id.doubleValue() == id.longValue()) {
            return String.valueOf(id.longValue());
        }
        if (!id.isTextual() && !id.isIntegralNumber()) {
            String where = field + "[" + position + "].id";
            throw DynReferException.invalid(where, "An id is a string or a whole number, not " + Quoted.of(id) + ".");
        }
        return id.asText();
    }

    /** What a COCO annotation says about where its region is; the rest of it is about what the region shows. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Annotation(
            @Nullable JsonNode id,

            @JsonDeserialize(contentUsing = LooseNumbers.Reader.class)
            @JsonSerialize(contentUsing = LooseNumbers.Writer.class)
            @Nullable
            List<Double> bbox,

            @Nullable JsonNode segmentation) {
        WireRegion region() {
            return new WireRegion(id, bbox, null, null, null, segmentation, null);
        }
    }
}
