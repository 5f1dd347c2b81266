package io.dynrefer.referring;

import io.dynrefer.region.ImageDigest;
import java.util.List;

/**
 * The boxes of things in a photo.
 *
 * @param image digest of the photo
 * @param proposals best first; none where nothing was found
 */
public record ProposalsResponse(ImageDigest image, List<ReferResponse.Proposed> proposals) {
    public ProposalsResponse {
        proposals = List.copyOf(proposals);
    }
}
