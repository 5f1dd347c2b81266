package io.dynrefer.referring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.Quoted;
import io.dynrefer.region.Task;
import io.dynrefer.store.Json;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A photo to be captioned densely: every thing in it, in boxes that are given or found.
 *
 * @param request what to ask about each box; without regions the boxes are found
 * @param most boxes to find, at least 1
 * @param boxOverlap intersection over union with a better box up to which a found box stays, in [0, 1]
 * @param captionOverlap the same where both boxes have the same caption, or without captions the same first category
 */
public record DenseRequest(ReferRequest request, int most, double boxOverlap, double captionOverlap) {
    /** Boxes to find unless a request says otherwise. */
    public static final int DEFAULT_MOST = 20;

    /** Overlap of found boxes unless a request says otherwise. */
    public static final double DEFAULT_BOX_OVERLAP = 0.5;

    /** Overlap of boxes with the same caption unless a request says otherwise. */
    public static final double DEFAULT_CAPTION_OVERLAP = 0.3;

    private static final String MOST = "most";
    private static final String BOX_OVERLAP = "box_overlap";
    private static final String CAPTION_OVERLAP = "caption_overlap";

    public DenseRequest {
        if (most < 1) {
            throw DynReferException.invalid(MOST, "most must be at least 1, not " + most + ".");
        }
        requireShare(BOX_OVERLAP, boxOverlap);
        requireShare(CAPTION_OVERLAP, captionOverlap);
    }

    /** With the usual overlaps. */
    public static DenseRequest of(ReferRequest request, int most) {
        return new DenseRequest(request, most, DEFAULT_BOX_OVERLAP, DEFAULT_CAPTION_OVERLAP);
    }

    /** The body that asks this, image and all. */
    public byte[] json() {
        ObjectNode members = (ObjectNode) Json.read(Json.write(WireRequest.of(request)), JsonNode.class);
        if (request.regions().isEmpty()) {
            members.remove("regions");
        }
        members.put(MOST, most).put(BOX_OVERLAP, boxOverlap).put(CAPTION_OVERLAP, captionOverlap);
        return Json.write(members);
    }

    private static void requireShare(String field, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw DynReferException.invalid(field, field + " must be in [0, 1], not " + value + ".");
        }
    }

    /**
     * What {@code POST /v1/dense-captions} takes: the members of {@link WireRequest} and three of its own.
     *
     * @param refer what is asked; captions alone unless it names tasks
     */
    public record Wire(
            WireRequest refer,
            @Nullable Integer most,
            @Nullable Double boxOverlap,
            @Nullable Double captionOverlap) {
        /** Reads a body; anything malformed is a 400 that names the member. */
        public static Wire read(byte[] body) {
            if (!(Json.readSent(body, JsonNode.class) instanceof ObjectNode members)) {
                throw DynReferException.invalid("request", "The request is a JSON object.");
            }
            Integer most = whole(members.remove(MOST));
            Double boxOverlap = number(BOX_OVERLAP, members.remove(BOX_OVERLAP));
            Double captionOverlap = number(CAPTION_OVERLAP, members.remove(CAPTION_OVERLAP));
            return new Wire(Json.read(members, WireRequest.class), most, boxOverlap, captionOverlap);
        }

        private static @Nullable Integer whole(@Nullable JsonNode value) {
            if (value == null || value.isNull()) {
                return null;
            }
            if (!value.isInt()) {
                throw DynReferException.invalid(MOST, "most is a whole number, not " + Quoted.of(value) + ".");
            }
            return value.intValue();
        }

        private static @Nullable Double number(String field, @Nullable JsonNode value) {
            if (value == null || value.isNull()) {
                return null;
            }
            if (!value.isNumber()) {
                throw DynReferException.invalid(field, field + " is a number, not " + Quoted.of(value) + ".");
            }
            return value.doubleValue();
        }

        /** The request this stands for, about {@code image}. */
        public DenseRequest toRequest(EncodedImage image) {
            return new DenseRequest(
                    refer.orElseAbout(Set.of(Task.CAPTION)).toRequest(image),
                    most == null ? DEFAULT_MOST : most,
                    boxOverlap == null ? DEFAULT_BOX_OVERLAP : boxOverlap,
                    captionOverlap == null ? DEFAULT_CAPTION_OVERLAP : captionOverlap);
        }
    }
}
