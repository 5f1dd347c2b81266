package io.dynrefer.referring;

import io.dynrefer.region.Box;
import io.dynrefer.region.BoxOverlap;
import io.dynrefer.region.BoxSuppression;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.region.Proposal;
import io.dynrefer.region.Proposals;
import java.util.ArrayList;
import java.util.List;

/** Which boxes are asked about, and which answers stay. */
final class DenseCaptions {
    private DenseCaptions() {}

    /** The boxes to ask about: the best of those found, of which none lies over a better one; none is an error. */
    static List<Proposal> apart(Proposals proposals, DenseRequest dense) {
        if (proposals.boxes().isEmpty()) {
            throw new DynReferException(
                    ErrorCode.EMPTY_REGION,
                    "image",
                    "No thing was found in this photo; draw boxes around what is in it.");
        }
        List<Box> boxes = proposals.boxes().stream().map(Proposal::box).toList();
        return BoxSuppression.kept(boxes, dense.boxOverlap(), dense.most()).stream()
                .map(proposals.boxes()::get)
                .toList();
    }

    /** The answer without regions that say the same as a better one over which they lie; failed ones stay. */
    static ReferResponse distinct(ReferResponse answer, double overlap) {
        List<ReferResponse.RegionAnswer> kept = new ArrayList<>();
        for (ReferResponse.RegionAnswer region : answer.regions()) {
            if (kept.stream().noneMatch(better -> repeats(region, better, overlap))) {
                kept.add(region);
            }
        }
        int left = answer.regions().size() - kept.size();
        return left == 0
                ? answer
                : answer.with(
                        kept,
                        List.of(left + (left == 1 ? " box was" : " boxes were")
                                + " left out that say the same as a better one over which they lie."));
    }

    private static boolean repeats(
            ReferResponse.RegionAnswer region, ReferResponse.RegionAnswer better, double overlap) {
        return region.bbox() != null
                && better.bbox() != null
                && !said(region).isEmpty()
                && said(region).equals(said(better))
                && BoxOverlap.intersectionOverUnion(box(region.bbox()), box(better.bbox())) > overlap;
    }

    /** The caption, or else the first category, or nothing. */
    private static String said(ReferResponse.RegionAnswer region) {
        if (region.caption() != null) {
            return region.caption().text();
        }
        return region.categories() == null || region.categories().isEmpty()
                ? ""
                : region.categories().get(0).name();
    }

    private static Box box(List<Double> xywh) {
        return new Box(xywh.get(0), xywh.get(1), xywh.get(0) + xywh.get(2), xywh.get(1) + xywh.get(3));
    }
}
