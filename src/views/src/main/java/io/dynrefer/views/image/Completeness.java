package io.dynrefer.views.image;

import io.dynrefer.views.image.EncodedStream.Gap;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Whether an encoded image is all there, by the structure of its format, and as large as its header says. Decoders fill
 * what is missing with grey and at most warn, so this is looked at before they are asked.
 */
final class Completeness {
    private static final int PNG_SIGNATURE = 8;

    private Completeness() {}

    /**
     * An image that is all there, as decoders are to see it.
     *
     * @param gaps what they have no reason to read
     * @param warnings what is to be said of the picture
     */
    record Whole(byte[] encoded, List<Gap> gaps, List<String> warnings) {
        static Whole of(byte[] encoded) {
            return new Whole(encoded, List.of(), List.of());
        }
    }

    /** Throws unless the first frame of the image ends where its format says it ends, and is worth its decoding. */
    static Whole require(ImageFormat format, byte[] encoded, ImageLimits limits) throws IOException {
        switch (format) {
            case JPEG -> {
                return new Whole(encoded, List.of(), JpegStructure.require(encoded, limits.maxScannedPixels()));
            }
            case WEBP -> {
                WebpStructure.Frame frame = WebpStructure.require(encoded);
                return new Whole(frame.encoded(), frame.gaps(), List.of());
            }
            case PNG -> requirePng(new ByteWalker(encoded, ByteOrder.BIG_ENDIAN));
            case GIF -> GifStructure.read(encoded).requireFrame();
            case BMP -> requireBmp(new ByteWalker(encoded, ByteOrder.LITTLE_ENDIAN));
        }
        return Whole.of(encoded);
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
