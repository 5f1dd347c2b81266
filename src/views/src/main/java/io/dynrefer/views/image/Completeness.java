package io.dynrefer.views.image;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.zip.CRC32;

/**
 * Whether an encoded image is all there, by the structure of its format, and as large as its header says. Decoders fill
 * what is missing with grey and at most warn, so this is looked at before they are asked.
 */
final class Completeness {
    private static final int JPEG_END_OF_IMAGE = 0xD9;
    private static final int PNG_SIGNATURE = 8;

    private Completeness() {}

    /** Throws unless the first frame of the image ends where its format says it ends. */
    static void require(ImageFormat format, byte[] encoded) throws IOException {
        switch (format) {
            case JPEG -> requireJpeg(new ByteWalker(encoded, ByteOrder.BIG_ENDIAN));
            case PNG -> requirePng(new ByteWalker(encoded, ByteOrder.BIG_ENDIAN));
            case WEBP -> WebpStructure.require(new ByteWalker(encoded, ByteOrder.LITTLE_ENDIAN));
            case GIF -> GifStructure.read(encoded).requireFrame();
            case BMP -> requireBmp(new ByteWalker(encoded, ByteOrder.LITTLE_ENDIAN));
        }
    }

    /** Marker after marker up to the end-of-image marker. */
    private static void requireJpeg(ByteWalker bytes) throws IOException {
        bytes.skip(2);
        int marker = nextJpegMarker(bytes);
        while (marker != JPEG_END_OF_IMAGE) {
            boolean standsAlone = marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8);
            if (!standsAlone) {
                bytes.skip(Math.max(0, bytes.uint16() - 2));
            }
            marker = nextJpegMarker(bytes);
        }
    }

    /** The next marker, past entropy-coded data: FF 00 is a sample there, FF FF padding. */
    private static int nextJpegMarker(ByteWalker bytes) throws IOException {
        int previous = bytes.uint8();
        while (true) {
            int current = bytes.uint8();
            if (previous == 0xFF && current != 0 && current != 0xFF) {
                return current;
            }
            previous = current;
        }
    }

    /** Chunk after chunk, critical ones with the right checksum, up to IEND. */
    private static void requirePng(ByteWalker bytes) throws IOException {
        bytes.skip(PNG_SIGNATURE);
        String name;
        do {
            long length = bytes.uint32();
            CRC32 checksum = new CRC32();
            ByteWalker chunk = bytes.part(4 + length);
            checksum.update(chunk.rest());
            name = chunk.name();
            boolean critical = Character.isUpperCase(name.charAt(0));
            if (bytes.uint32() != checksum.getValue() && critical) {
                throw new IOException("the checksum of its " + name + " chunk is wrong");
            }
        } while (!name.equals("IEND"));
    }

    /** Pixels are not compressed, so the decoder misses none; JPEG or PNG inside could be of any size. */
    private static void requireBmp(ByteWalker bytes) throws IOException {
        bytes.skip(14);
        long headerLength = bytes.uint32();
        if (headerLength >= 40) {
            bytes.skip(12);
            long compression = bytes.uint32();
            if (compression == 4 || compression == 5) {
                throw new IOException("it wraps a JPEG or PNG image; send that image itself");
            }
        }
    }
}
