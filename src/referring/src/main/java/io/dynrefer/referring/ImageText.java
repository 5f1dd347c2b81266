package io.dynrefer.referring;

import io.dynrefer.region.DynReferException;
import java.util.Base64;
import java.util.Locale;

/**
 * Images as text: base64 as tools write it (either alphabet, in lines or not, padded or not), alone or in a
 * {@code data:} URI.
 */
public final class ImageText {
    private static final String SCHEME = "data:";
    private static final String ENCODING = ";base64";
    private static final int GROUP = 4;

    private ImageText() {}

    /** Whether the text is a {@code data:} URI. */
    public static boolean isDataUri(String text) {
        return text.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    }

    /** The image; a text that is none is a 400 that names the first character that does not belong there. */
    public static EncodedImage decode(String text) {
        int start = 0;
        if (isDataUri(text)) {
            int comma = text.indexOf(',');
            if (comma < 0
                    || !text.substring(0, comma)
                            .toLowerCase(Locale.ROOT)
                            .strip()
                            .endsWith(ENCODING)) {
                throw DynReferException.invalid("image", "A data: URI must be base64, e.g. data:image/jpeg;base64,…");
            }
            start = comma + 1;
        }
        return new EncodedImage(bytes(text, start));
    }

    private static byte[] bytes(String text, int start) {
        byte[] letters = new byte[text.length() - start];
        int count = 0;
        int padding = 0;
        for (int at = start; at < text.length(); at++) {
            char letter = text.charAt(at);
            if (letter == '=') {
                padding++;
            } else if (letter != ' ' && letter != '\n' && letter != '\r' && letter != '\t') {
                if (!isBase64(letter) || padding > 0) {
                    throw wrong("character " + (at + 1) + " is '" + letter + "'");
                }
                letters[count++] = (byte) (letter == '-' ? '+' : letter == '_' ? '/' : letter);
            }
        }
        if (count % GROUP == 1 || padding >= GROUP || padding > 0 && (count + padding) % GROUP != 0) {
            throw wrong("it ends after " + count + " letters, in the middle of a byte");
        }
        byte[] exact = new byte[count];
        System.arraycopy(letters, 0, exact, 0, count);
        return Base64.getDecoder().decode(exact);
    }

    private static boolean isBase64(char letter) {
        return letter >= 'A' && letter <= 'Z'
                || letter >= 'a' && letter <= 'z'
                || letter >= '0' && letter <= '9'
                || "+/-_".indexOf(letter) >= 0;
    }

    private static DynReferException wrong(String where) {
        return DynReferException.invalid("image", "The image is not base64: " + where + ".");
    }
}
