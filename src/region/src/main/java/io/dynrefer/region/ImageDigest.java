package io.dynrefer.region;

import java.util.regex.Pattern;

/** SHA-256 of an image's encoded bytes, as 64 lower-case hex digits: the image's identity everywhere. */
public record ImageDigest(String hex) {
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

    public ImageDigest {
        if (!HEX.matcher(hex).matches()) {
            throw DynReferException.invalid(
                    "image.digest", "An image digest is 64 lower-case hex digits (SHA-256), not '" + hex + "'.");
        }
    }

    /** The digest of encoded (JPEG, PNG, …) image bytes. */
    public static ImageDigest of(byte[] encodedImage) {
        return new ImageDigest(Sha256.hex(encodedImage));
    }

    @Override
    public String toString() {
        return hex;
    }
}
