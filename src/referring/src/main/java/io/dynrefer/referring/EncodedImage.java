package io.dynrefer.referring;

import io.dynrefer.region.ImageDigest;

/** An image as it was uploaded: JPEG, PNG, WebP, GIF or BMP bytes. Immutable; equal by content. */
public final class EncodedImage {
    private final byte[] bytes;
    private final ImageDigest digest;

    /** Copies {@code bytes}. */
    public EncodedImage(byte[] bytes) {
        this.bytes = bytes.clone();
        this.digest = ImageDigest.of(this.bytes);
    }

    public ImageDigest digest() {
        return digest;
    }

    /** A copy of the encoded bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EncodedImage image && image.digest.equals(digest);
    }

    @Override
    public int hashCode() {
        return digest.hashCode();
    }

    @Override
    public String toString() {
        return "EncodedImage(" + bytes.length + " bytes, " + digest + ")";
    }
}
