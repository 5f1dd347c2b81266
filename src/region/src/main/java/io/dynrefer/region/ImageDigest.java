package io.dynrefer.region;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(encodedImage);
            return new ImageDigest(HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return hex;
    }
}
