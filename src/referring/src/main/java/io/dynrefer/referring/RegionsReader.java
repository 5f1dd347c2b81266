package io.dynrefer.referring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dynrefer.region.DynReferException;
import io.dynrefer.store.Json;
import io.dynrefer.store.RegionSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the regions of a request, or COCO annotations in their place; ids default to 0, 1, 2, … */
final class RegionsReader {
    /** What an annotation says about where its region is; the rest of it is about what the region shows. */
    private static final Set<String> PLACE = Set.of("bbox", "segmentation");

    private RegionsReader() {}

    static List<ReferRequest.RegionRequest> read(
            @Nullable List<JsonNode> regions, @Nullable List<JsonNode> annotations) {
        if (regions != null && annotations != null) {
            throw DynReferException.invalid("regions", "Give regions or COCO annotations, not both.");
        }
        if (annotations != null) {
            return readAll("annotations", annotations, RegionsReader::placeOf);
        }
        if (regions == null) {
            throw DynReferException.invalid(
                    "regions", "Name at least one region, e.g. {\"bbox\": [x, y, width, height]}.");
        }
        return readAll("regions", regions, RegionsReader::withoutId);
    }

    private interface Place {
        ObjectNode of(ObjectNode node);
    }

    private static List<ReferRequest.RegionRequest> readAll(String field, List<JsonNode> nodes, Place place) {
        List<ReferRequest.RegionRequest> requests = new ArrayList<>();
        for (JsonNode node : nodes) {
            String where = field + "[" + requests.size() + "]";
            if (!(node instanceof ObjectNode object)) {
                throw DynReferException.invalid(where, where + " must be an object, not " + node + ".");
            }
            requests.add(
                    new ReferRequest.RegionRequest(id(where, object, requests.size()), spec(where, place.of(object))));
        }
        return requests;
    }

    private static ObjectNode withoutId(ObjectNode region) {
        ObjectNode place = region.deepCopy();
        place.remove("id");
        return place;
    }

    private static ObjectNode placeOf(ObjectNode annotation) {
        return annotation.deepCopy().retain(PLACE);
    }

    private static String id(String where, ObjectNode node, int position) {
        JsonNode id = node.path("id");
        if (id.isMissingNode() || id.isNull()) {
            return String.valueOf(position);
        }
        if (!id.isTextual() && !id.isIntegralNumber()) {
            throw DynReferException.invalid(where + ".id", "An id is a string or a whole number, not " + id + ".");
        }
        return id.asText();
    }

    private static RegionSpec spec(String where, ObjectNode place) {
        try {
            return Json.read(place.toString(), RegionSpec.class);
        } catch (DynReferException e) {
            throw new DynReferException(
                    e.code(),
                    e.field().map(field -> where + "." + field).orElse(where),
                    where + ": " + e.getMessage(),
                    e);
        }
    }
}
