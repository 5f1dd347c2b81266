package io.dynrefer.views.image;

import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** The image formats that are read, told apart by their first bytes, never by a name. */
public enum ImageFormat {
    JPEG,
    PNG,
    WEBP,
    GIF,
    BMP;

    /** The format of these encoded bytes; anything else is {@link ErrorCode#NOT_AN_IMAGE}. */
    public static ImageFormat of(byte[] encoded) {
        return Arrays.stream(values())
                .filter(format -> format.matches(encoded))
                .findFirst()
                .orElseThrow(
                        () -> new DynReferException(ErrorCode.NOT_AN_IMAGE, "image", ForeignBytes.describe(encoded)));
    }

    /** Lower case, as in a media type: {@code jpeg}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    private boolean matches(byte[] encoded) {
        return switch (this) {
            case JPEG -> startsWith(encoded, 0, "\u00FF\u00D8\u00FF");
            case PNG -> startsWith(encoded, 0, "\u0089PNG\r\n\u001A\n");
            case WEBP -> startsWith(encoded, 0, "RIFF") && startsWith(encoded, 8, "WEBP");
            case GIF -> startsWith(encoded, 0, "GIF87a") || startsWith(encoded, 0, "GIF89a");
            case BMP -> startsWith(encoded, 0, "BM") && startsWith(encoded, 15, "\0\0\0"); // a short header follows
        };
    }

    private static boolean startsWith(byte[] encoded, int offset, String latin1) {
        byte[] magic = latin1.getBytes(StandardCharsets.ISO_8859_1);
        int end = offset + magic.length;
        return encoded.length >= end && Arrays.equals(encoded, offset, end, magic, 0, magic.length);
    }
}
