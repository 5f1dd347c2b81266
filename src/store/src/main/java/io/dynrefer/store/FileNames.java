package io.dynrefer.store;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/**
 * Keys as paths that every file system and locale can write: what is not a plain character stands as {@code %} and the
 * two digits of each of its bytes.
 */
final class FileNames {
    private static final String PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-+=@,/";
    private static final String DIGITS = "0123456789ABCDEF";

    private FileNames() {}

    static String of(String key) {
        StringBuilder path = new StringBuilder(key.length());
        for (byte letter : key.getBytes(StandardCharsets.UTF_8)) {
            if (letter > 0 && PLAIN.indexOf(letter) >= 0) {
                path.append((char) letter);
            } else {
                path.append('%').append(DIGITS.charAt(letter >> 4 & 0xF)).append(DIGITS.charAt(letter & 0xF));
            }
        }
        return path.toString();
    }

    /** The key whose path this is; a path that is no key's comes back as something that is none. */
    static String key(String path) {
        try {
            String key = URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
            return of(key).equals(path) ? key : "";
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
