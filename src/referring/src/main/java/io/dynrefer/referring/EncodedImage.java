package io.dynrefer.referring;

import io.dynrefer.region.ImageDigest;

/** An image as it was uploaded: JPEG, PNG, WebP, GIF or BMP bytes. Equal by content. */
public final class EncodedImage {
    private final byte[] bytes;
    private final ImageDigest digest;

    /** Takes {@code bytes} over, which may be many: nobody may change them any more. */
    public EncodedImage(byte[] bytes) {
        this.bytes = bytes;
        this.digest = ImageDigest.of(bytes);
    }

    public ImageDigest digest() {
        return digest;
    }

    /** The encoded bytes themselves, not a copy: to be read, never written. */
    public byte[] bytes() {
        return bytes;
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
