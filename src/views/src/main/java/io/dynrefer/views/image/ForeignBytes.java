package io.dynrefer.views.image;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What bytes are that are none of the formats read here, and what to do about it. */
final class ForeignBytes {
    private static final int LOOKED_AT = 512;
    private static final String CONVERT = " It is not read here: store it as JPEG or PNG, and send that.";

    /**
     * A kind of file.
     *
     * @param start of the file, as Latin-1
     * @param advice ends the sentence "This is …"
     */
    private record Kind(Pattern start, String advice) {
        static Kind of(String start, String advice) {
            return new Kind(Pattern.compile(start, Pattern.DOTALL), advice);
        }
    }

    private static final List<Kind> KINDS = List.of(
            Kind.of("....ftyp(....)*?(avif|avis).*", "AVIF." + CONVERT),
            Kind.of("....ftyp(....)*?(hei[cfmsx]|hev[cmx]|mif1|msf1).*", "HEIC, as phones store photos." + CONVERT),
            Kind.of("....ftypcrx .*", "a raw photo (CR3)." + CONVERT),
            Kind.of("....ftyp.*", "a film (MP4 or QuickTime). Send one picture of it as JPEG or PNG."),
            Kind.of(
                    "(II\\x2A\\x00|MM\\x00\\x2A|II\\x2B\\x00|MM\\x00\\x2B).*",
                    "TIFF, or a raw photo based on it." + CONVERT),
            Kind.of("(\\xFF\\x0A|\\x00\\x00\\x00\\x0CJXL ).*", "JPEG XL." + CONVERT),
            Kind.of("(\\x00\\x00\\x00\\x0CjP  |\\xFF\\x4F\\xFF\\x51).*", "JPEG 2000." + CONVERT),
            Kind.of("8BPS.*", "a Photoshop document." + CONVERT),
            Kind.of("\\x00\\x00\\x01\\x00.*", "an icon (ICO)." + CONVERT),
            Kind.of("%PDF.*", "PDF. Send its page as JPEG or PNG."),
            Kind.of("PK\\x03\\x04.*", "a ZIP archive. Send the image that is in it."),
            Kind.of("\\x1F\\x8B.*", "compressed by gzip. Send the image that is in it."),
            Kind.of(
                    "(\\xEF\\xBB\\xBF)?\\s*(<\\?xml[^>]*>\\s*)?(<!--.*?-->\\s*)?(<!doctype svg|<svg).*",
                    "SVG." + CONVERT),
            Kind.of(
                    "(\\xEF\\xBB\\xBF)?\\s*(<!doctype html|<html|<head|<body).*",
                    "a web page, probably an error message in place of the image. Fetch the image again."),
            Kind.of(
                    "(\\xEF\\xBB\\xBF)?\\s*<\\?xml.*",
                    "XML, probably an error message in place of the image. Fetch it again."),
            Kind.of(
                    "\\s*[{\\[]\\s*[\"{\\]}].*",
                    "JSON, probably an error message in place of the image. Fetch it again."),
            Kind.of("version https://git-lfs.*", "a pointer of Git LFS. Fetch the file itself with `git lfs pull`."));

    private ForeignBytes() {}

    /** A sentence or two about the bytes. */
    static String describe(byte[] bytes) {
        if (bytes.length == 0) {
            return "The image has 0 bytes. Send the file itself.";
        }
        String start = new String(bytes, 0, Math.min(LOOKED_AT, bytes.length), StandardCharsets.ISO_8859_1);
        String lower = start.toLowerCase(Locale.ROOT);
        return KINDS.stream()
                .filter(kind -> kind.start().matcher(start).matches()
                        || kind.start().matcher(lower).matches())
                .findFirst()
                .map(kind -> "This is " + kind.advice())
                .orElse("The image's bytes are none of JPEG, PNG, WebP, GIF and BMP (" + bytes.length
                        + " bytes). Send one of these, unchanged.");
    }
}
