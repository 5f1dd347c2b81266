package io.dynrefer.views;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;

/**
 * Whether an encoded image is all there, by the structure of its format. Decoders fill what is missing with grey and at
 * most warn, so this is looked at before they are asked.
 */
final class Completeness {
    private static final int PNG_SIGNATURE = 8;
    private static final int PNG_IEND = 0x49454E44;

    private Completeness() {}

    /** Throws unless the first frame of the image ends where its format says it ends. */
    static void require(ImageFormat format, byte[] encoded) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(encoded);
        switch (format) {
            case JPEG -> requireJpeg(bytes);
            case PNG -> requirePng(bytes);
            case WEBP -> requireRiff(bytes.order(ByteOrder.LITTLE_ENDIAN));
            case GIF -> requireGif(bytes.order(ByteOrder.LITTLE_ENDIAN));
            case BMP -> {} // not compressed: its decoder reads every byte it needs, or fails
        }
    }

    /** Marker after marker up to the end-of-image marker. */
    private static void requireJpeg(ByteBuffer bytes) throws IOException {
        skip(bytes, 2);
        int marker = nextJpegMarker(bytes);
        while (marker != 0xD9) {
            boolean standsAlone = marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8);
            if (!standsAlone) {
                need(bytes, 2);
                skip(bytes, Math.max(0, (bytes.getShort() & 0xFFFF) - 2));
            }
            marker = nextJpegMarker(bytes);
        }
    }

    /** The next marker, past entropy-coded data: FF 00 is a sample, FF FF padding. */
    private static int nextJpegMarker(ByteBuffer bytes) throws IOException {
        while (true) {
            need(bytes, 2);
            if ((bytes.get() & 0xFF) == 0xFF) {
                int code = bytes.get(bytes.position()) & 0xFF;
                if (code != 0 && code != 0xFF) {
                    skip(bytes, 1);
                    return code;
                }
            }
        }
    }

    /** Chunk after chunk, critical ones with the right checksum, up to IEND. */
    private static void requirePng(ByteBuffer bytes) throws IOException {
        skip(bytes, PNG_SIGNATURE);
        int type;
        do {
            need(bytes, 12);
            int length = bytes.getInt();
            type = bytes.getInt(bytes.position());
            if (length < 0) {
                throw new IOException("a chunk of negative length");
            }
            CRC32 checksum = new CRC32();
            int start = bytes.position();
            skip(bytes, 4 + length);
            need(bytes, 4);
            checksum.update(bytes.duplicate().position(start).limit(start + 4 + length));
            boolean critical = (type & 0x20000000) == 0; // an upper-case first letter
            if (bytes.getInt() != (int) checksum.getValue() && critical) {
                throw new IOException("the checksum of a chunk is wrong");
            }
        } while (type != PNG_IEND);
    }

    private static void requireRiff(ByteBuffer bytes) throws IOException {
        skip(bytes, 4);
        need(bytes, 4);
        long length = bytes.getInt() & 0xFFFFFFFFL;
        if (length > bytes.remaining()) {
            throw new EOFException("its header promises " + length + " bytes, " + bytes.remaining() + " follow");
        }
    }

    /** Block after block up to the end of the first frame's data. */
    private static void requireGif(ByteBuffer bytes) throws IOException {
        skip(bytes, 10);
        skipGifColours(bytes, 2);
        int introducer = next(bytes);
        while (introducer == 0x21) { // an extension
            skip(bytes, 1);
            skipGifBlocks(bytes);
            introducer = next(bytes);
        }
        if (introducer != 0x2C) {
            throw new IOException("it holds no frame");
        }
        skip(bytes, 8);
        skipGifColours(bytes, 0);
        skip(bytes, 1);
        skipGifBlocks(bytes);
    }

    /** A byte whose flags announce a colour table, {@code gap} bytes, and that table. */
    private static void skipGifColours(ByteBuffer bytes, int gap) throws IOException {
        int flags = next(bytes);
        int colours = (flags & 0x80) != 0 ? 2 << (flags & 7) : 0;
        skip(bytes, gap + 3 * colours);
    }

    private static void skipGifBlocks(ByteBuffer bytes) throws IOException {
        for (int length = next(bytes); length != 0; length = next(bytes)) {
            skip(bytes, length);
        }
    }

    private static int next(ByteBuffer bytes) throws IOException {
        need(bytes, 1);
        return bytes.get() & 0xFF;
    }

    private static void skip(ByteBuffer bytes, int count) throws IOException {
        need(bytes, count);
        bytes.position(bytes.position() + count);
    }

    private static void need(ByteBuffer bytes, int count) throws IOException {
        if (count < 0 || bytes.remaining() < count) {
            throw new EOFException("it ends after " + bytes.limit() + " bytes, in the middle");
        }
    }
}
