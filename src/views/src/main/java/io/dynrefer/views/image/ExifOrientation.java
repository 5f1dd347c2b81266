package io.dynrefer.views.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Finds the EXIF orientation of JPEG (APP1), PNG ({@code eXIf}) and WebP ({@code EXIF}) images, reading only the one
 * entry it looks for: EXIF blocks are not to be trusted with sizes. A block that is damaged, or says nothing, counts as
 * upright, since it is no part of the picture.
 */
final class ExifOrientation {
    private static final byte[] JPEG_HEADER = "Exif\0\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final int ORIENTATION_TAG = 0x0112;
    private static final int ENTRY_BYTES = 12;
    private static final int APP1 = 0xE1;
    private static final int START_OF_SCAN = 0xDA;
    private static final ByteBuffer NONE = ByteBuffer.allocate(0);

    private ExifOrientation() {}

    /** The orientation of an image whose structure {@link Completeness} has approved. */
    static Orientation of(ImageFormat format, byte[] encoded) {
        return switch (format) {
            case JPEG -> inTiff(inJpeg(ByteBuffer.wrap(encoded)));
            case PNG -> inTiff(inChunks(ByteBuffer.wrap(encoded), 8, "eXIf", 4));
            case WEBP -> inTiff(inChunks(ByteBuffer.wrap(encoded).order(ByteOrder.LITTLE_ENDIAN), 12, "EXIF", 0));
            case GIF, BMP -> Orientation.UPRIGHT;
        };
    }

    /** The TIFF block of the first Exif segment before the pixels. */
    private static ByteBuffer inJpeg(ByteBuffer bytes) {
        int position = 2;
        while (position + 4 <= bytes.limit()) {
            int marker = bytes.get(position + 1) & 0xFF;
            int length = bytes.getShort(position + 2) & 0xFFFF;
            if (bytes.get(position) != (byte) 0xFF || marker == START_OF_SCAN) {
                return NONE;
            }
            ByteBuffer segment = part(bytes, position + 4, length - 2);
            if (marker == APP1 && startsWith(segment, JPEG_HEADER)) {
                return part(segment, JPEG_HEADER.length, segment.limit() - JPEG_HEADER.length);
            }
            position += 2 + length;
        }
        return NONE;
    }

    /**
     * The content of a PNG or RIFF chunk.
     *
     * @param first where the first chunk starts
     * @param trailer bytes after a chunk's content; in RIFF (0) chunks also start at even places
     */
    private static ByteBuffer inChunks(ByteBuffer bytes, int first, String type, int trailer) {
        boolean lengthFirst = trailer > 0;
        byte[] name = type.getBytes(StandardCharsets.ISO_8859_1);
        long position = first;
        while (position + 8 <= bytes.limit()) {
            int at = (int) position;
            long length = bytes.getInt(lengthFirst ? at : at + 4) & 0xFFFFFFFFL;
            if (startsWith(part(bytes, lengthFirst ? at + 4 : at, 4), name)) {
                ByteBuffer content = part(bytes, at + 8, length);
                return lengthFirst || !startsWith(content, JPEG_HEADER)
                        ? content
                        : part(content, JPEG_HEADER.length, content.limit() - JPEG_HEADER.length);
            }
            position += 8 + length + trailer + (lengthFirst ? 0 : length % 2);
        }
        return NONE;
    }

    private static Orientation inTiff(ByteBuffer tiff) {
        if (tiff.limit() < 8) {
            return Orientation.UPRIGHT;
        }
        tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        long directory = tiff.getInt(4) & 0xFFFFFFFFL;
        if (directory + 2 > tiff.limit()) {
            return Orientation.UPRIGHT;
        }
        int entries = tiff.getShort((int) directory) & 0xFFFF;
        for (int i = 0; i < entries; i++) {
            long entry = directory + 2 + (long) i * ENTRY_BYTES;
            if (entry + ENTRY_BYTES > tiff.limit()) {
                return Orientation.UPRIGHT;
            }
            if ((tiff.getShort((int) entry) & 0xFFFF) == ORIENTATION_TAG) {
                return Orientation.fromExif(tiff.getShort((int) entry + 8) & 0xFFFF);
            }
        }
        return Orientation.UPRIGHT;
    }

    private static boolean startsWith(ByteBuffer bytes, byte[] prefix) {
        return bytes.limit() >= prefix.length
                && ByteBuffer.wrap(prefix).equals(bytes.duplicate().position(0).limit(prefix.length));
    }

    /** A slice, cut short where the bytes end. */
    private static ByteBuffer part(ByteBuffer bytes, int start, long length) {
        int from = Math.min(start, bytes.limit());
        int count = (int) Math.max(0, Math.min(length, bytes.limit() - from));
        return bytes.slice(from, count).order(bytes.order());
    }
}
