package io.dynrefer.referring;

import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.region.ImageDigest;
import io.dynrefer.store.RegionSpec;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A region that shows what a word of a vocabulary stands for.
 *
 * @param image the image it is in; null: one in the store, or the request's own
 * @param stored the image in the store that it is in; null: that of {@code image}, or the request's own
 */
public record Example(
        @Nullable EncodedImage image, @Nullable ImageDigest stored, RegionSpec region) {
    /** Most examples of one word. */
    public static final int MOST = 32;

    private static final String STORED = "sha256:";

    /** An example in an image of its own. */
    public Example(EncodedImage image, RegionSpec region) {
        this(image, null, region);
    }

    /** An example in the image that the request is about. */
    public static Example here(RegionSpec region) {
        return new Example(null, null, region);
    }

    /** Its image, if that is not the request's own. */
    Optional<ImageDigest> elsewhere() {
        return Optional.ofNullable(image == null ? stored : image.digest());
    }

    /** How a request names an image that is in the store. */
    public static String reference(ImageDigest image) {
        return STORED + image.hex();
    }

    /** The image in the store that a request names, if this names one. */
    public static Optional<ImageDigest> stored(String image) {
        if (!image.startsWith(STORED)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ImageDigest(image.substring(STORED.length())));
        } catch (DynReferException e) {
            throw new DynReferException(
                    ErrorCode.INVALID_REQUEST,
                    "image",
                    "An image in the store is named by its digest, sha256: and 64 hex digits.",
                    e);
        }
    }
}
