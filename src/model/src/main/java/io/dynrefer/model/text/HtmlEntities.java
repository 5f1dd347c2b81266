package io.dynrefer.model.text;

import io.dynrefer.region.TextResource;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces HTML character references the way Python's {@code html.unescape} does, which CLIP's tokenizer was trained
 * with: named ones with and without a semicolon (longest prefix), decimal and hexadecimal ones.
 *
 * <p>Own code because the exact rules matter and libraries differ in them (missing semicolons, Windows-1252 numbers).
 */
final class HtmlEntities {
    private static final Pattern REFERENCE =
            Pattern.compile("&(#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[^\\t\\n\\f <&#;]{1,32};?)");

    /** What browsers make of the C1 code points 0x80..0x9f: Windows-1252, where it defines them. */
    private static final int[] WINDOWS_1252 = {
        0x20ac, 0x81, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8d,
        0x017d, 0x8f, 0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a,
        0x0153, 0x9d, 0x017e, 0x0178
    };

    private static final Map<String, String> NAMED = read();

    private HtmlEntities() {}

    static String unescape(String text) {
        return text.indexOf('&') < 0
                ? text
                : REFERENCE.matcher(text).replaceAll(match -> Matcher.quoteReplacement(replacement(match)));
    }

    private static String replacement(MatchResult match) {
        String reference = match.group(1);
        return reference.charAt(0) == '#' ? numeric(reference) : named(reference);
    }

    private static String named(String reference) {
        String exact = NAMED.get(reference);
        if (exact != null) {
            return exact;
        }
        for (int length = reference.length() - 1; length > 1; length--) {
            String prefix = NAMED.get(reference.substring(0, length));
            if (prefix != null) {
                return prefix + reference.substring(length);
            }
        }
        return "&" + reference;
    }

    private static String numeric(String reference) {
        int end = reference.endsWith(";") ? reference.length() - 1 : reference.length();
        boolean hexadecimal = Character.toLowerCase(reference.charAt(1)) == 'x';
        String digits = reference.substring(hexadecimal ? 2 : 1, end).replaceFirst("^0+(?=.)", "");
        // more digits than the largest code point needs: out of range without parsing
        int code = digits.length() > 7 ? Integer.MAX_VALUE : Integer.parseInt(digits, hexadecimal ? 16 : 10);
        return character(code);
    }

    private static String character(int code) {
        if (code == 0 || code > Character.MAX_CODE_POINT || (code >= 0xd800 && code <= 0xdfff)) {
            return "\ufffd";
        }
        if (code >= 0x80 && code <= 0x9f) {
            return Character.toString(WINDOWS_1252[code - 0x80]);
        }
        return isDropped(code) ? "" : Character.toString(code);
    }

    /** Control characters other than white space, and the code points that are never characters. */
    private static boolean isDropped(int code) {
        boolean control = (code >= 0x1 && code <= 0x8) || code == 0xb || (code >= 0xe && code <= 0x1f) || code == 0x7f;
        return control || (code >= 0xfdd0 && code <= 0xfdef) || (code & 0xfffe) == 0xfffe;
    }

    private static Map<String, String> read() {
        Map<String, String> named = new HashMap<>();
        for (String line : TextResource.lines(HtmlEntities.class, "html-entities.txt")) {
            if (!line.startsWith("#")) {
                String[] fields = line.split(" ");
                StringBuilder characters = new StringBuilder();
                for (int i = 1; i < fields.length; i++) {
                    characters.appendCodePoint(Integer.parseInt(fields[i], 16));
                }
                named.put(fields[0], characters.toString());
            }
        }
        return Map.copyOf(named);
    }
}
