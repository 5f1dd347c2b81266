package io.dynrefer.functions.api;

import io.dynrefer.referring.EncodedImage;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.store.RegionSpec;

/** What a server without an index says. */
public final class NoIndex implements RegionSearch {
    @Override
    public Answer words(String query, int most) {
        throw missing();
    }

    @Override
    public Answer like(EncodedImage photo, RegionSpec region, int most) {
        throw missing();
    }

    private static DynReferException missing() {
        return new DynReferException(
                ErrorCode.NOT_FOUND,
                "index",
                "This server has no index: start it with 'dynrefer serve --index <folder>'.");
    }
}
