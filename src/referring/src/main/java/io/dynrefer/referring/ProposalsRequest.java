package io.dynrefer.referring;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.Point;
import io.dynrefer.region.Proposals;
import io.dynrefer.store.LooseNumbers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A photo to find the boxes of things in.
 *
 * @param most boxes wanted, 1 to {@value Proposals#MOST}
 * @param point the box under which is wanted and no other; null: the best ones are
 */
public record ProposalsRequest(
        EncodedImage image, int most, @Nullable Point point) {
    private static final int DEFAULT_MOST = 100;

    public ProposalsRequest {
        if (most < 1 || most > Proposals.MOST) {
            throw DynReferException.invalid("most", "most must be from 1 to " + Proposals.MOST + ", not " + most + ".");
        }
    }

    /** What {@code POST /v1/proposals} takes. */
    public record Wire(
            @Nullable String image,
            @Nullable Integer most,

            @JsonDeserialize(contentUsing = LooseNumbers.Reader.class) @Nullable
            List<Double> point) {
        /** The request this stands for, about {@code bytes}. */
        public ProposalsRequest toRequest(EncodedImage bytes) {
            return new ProposalsRequest(
                    bytes, most == null ? DEFAULT_MOST : most, point == null ? null : PointReader.read("point", point));
        }
    }

    /** What of the boxes found was asked for. */
    public ProposalsResponse answer(Proposals found) {
        return new ProposalsResponse(
                image.digest(),
                (point == null ? found.best(most) : found.at(point).stream().toList())
                        .stream().map(ReferResponse.Proposed::of).toList());
    }
}
