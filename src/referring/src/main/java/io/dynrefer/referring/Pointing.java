package io.dynrefer.referring;

import io.dynrefer.region.Point;
import io.dynrefer.region.Proposal;
import io.dynrefer.region.Proposals;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Finds the boxes under the points of a request. */
final class Pointing {
    private final Reception reception;
    private final Propose propose;

    Pointing(Reception reception, Propose propose) {
        this.reception = reception;
        this.propose = propose;
    }

    /**
     * The boxes of an image, which is stored.
     *
     * @param deadline when nobody waits any more; null: however long it takes
     */
    CompletionStage<Proposals> proposals(EncodedImage image, @Nullable Long deadline) {
        Reception.Opened opened = reception.open(image.digest(), image);
        try {
            opened.keep();
        } catch (RuntimeException | Error e) {
            opened.letGo();
            throw e;
        }
        return propose.propose(new Propose.Request(image.digest(), deadline))
                .whenComplete((response, failure) -> opened.letGo())
                .thenApply(Propose.Response::proposals);
    }

    /** Whether a request has points whose boxes are still to be found. */
    static boolean isNeeded(ReferRequest request) {
        return request.regions().stream().anyMatch(region -> region.pointed() instanceof ReferRequest.Pointed.Asked);
    }

    /** The same request with a box, or the lack of one, for every point. */
    CompletionStage<ReferRequest> boxed(ReferRequest request, @Nullable Long deadline) {
        reception.limits().check(request);
        return proposals(request.image(), deadline)
                .thenApply(proposals -> request.about(request.regions().stream()
                        .map(region -> boxed(region, proposals))
                        .toList()));
    }

    private static ReferRequest.RegionRequest boxed(ReferRequest.RegionRequest region, Proposals proposals) {
        if (!(region.pointed() instanceof ReferRequest.Pointed.Asked asked)) {
            return region;
        }
        Point point = asked.point();
        Optional<Proposal> proposal = proposals.at(point);
        return proposal.isPresent()
                ? ReferRequest.RegionRequest.of(region.id(), proposal.get())
                : new ReferRequest.RegionRequest(region.id(), region.region(), new ReferRequest.Pointed.Missed(point));
    }

    /** The best boxes of an image as regions, numbered from 0. */
    static List<ReferRequest.RegionRequest> regions(List<Proposal> proposals) {
        List<ReferRequest.RegionRequest> regions = new ArrayList<>();
        for (Proposal proposal : proposals) {
            regions.add(ReferRequest.RegionRequest.of(String.valueOf(regions.size()), proposal));
        }
        return regions;
    }
}
