package io.dynrefer.views.image;

import io.dynrefer.views.image.EncodedStream.Gap;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks a WebP file's chunks: all there, and no frame larger than the canvas that was checked against the limits. What
 * is decoded is the first frame alone, set anew: the decoder would go through every further chunk of pixels, apply
 * colour profiles, and read on into the next chunk where one ends early.
 */
final class WebpStructure {
    private static final int RIFF_HEADER = 8;
    private static final int EXTENDED_HEADER = 10;
    private static final int ANIMATION_FRAME_HEADER = 16;
    private static final int DIMENSION_BITS = 14;
    private static final int DIMENSION_MASK = (1 << DIMENSION_BITS) - 1;
    /** Flags of the extended header that say what is left out: profile, EXIF and XMP. */
    private static final int LEFT_OUT = 0b10_1100;

    /** The decoder of lossless pixels reads so far ahead, whether it needs the bits or not. */
    private static final int READ_AHEAD = 8;

    private int canvasWidth;
    private int canvasHeight;
    private final ByteArrayOutputStream frame = new ByteArrayOutputStream();
    private final List<Gap> gaps = new ArrayList<>();
    private int extended = -1; // where the extended header begins in the frame
    private int animated = -1; // where the animation's frame begins in the frame
    private boolean pixels;
    private boolean alpha;

    private WebpStructure() {}

    /**
     * The first frame as a file of its own.
     *
     * @param gaps what lies after the end of its pixels
     */
    record Frame(byte[] encoded, List<Gap> gaps) {}

    /** Throws unless the file is whole. */
    static Frame require(byte[] encoded) throws IOException {
        ByteWalker bytes = new ByteWalker(encoded, ByteOrder.LITTLE_ENDIAN);
        bytes.skip(4);
        long length = bytes.uint32();
        if (length > bytes.remaining()) {
            throw new EOFException("its header promises " + length + " bytes, " + bytes.remaining() + " follow");
        }
        ByteWalker content = bytes.part(length);
        content.skip(4); // WEBP
        WebpStructure structure = new WebpStructure();
        structure.frame.writeBytes(ByteBuffer.allocate(12).array());
        structure.walk(content);
        return structure.frame();
    }

    private void walk(ByteWalker chunks) throws IOException {
        while (chunks.remaining() >= RIFF_HEADER) {
            String name = chunks.name();
            long length = chunks.uint32();
            ByteWalker chunk = chunks.part(length);
            ByteBuffer content = chunk.rest();
            chunks.skip(Math.min(length % 2, chunks.remaining()));
            switch (name) {
                case "VP8X" -> {
                    readCanvas(chunk);
                    keepExtendedHeader(content);
                }
                case "ALPH" -> {
                    if (!alpha && !pixels && extended >= 0) {
                        alpha = true;
                        keep(name, content, READ_AHEAD);
                    }
                }
                case "VP8 " -> {
                    requireLossyFrame(chunk);
                    keepPixels(name, content, 0);
                }
                case "VP8L" -> {
                    requireLosslessFrame(chunk);
                    keepPixels(name, content, READ_AHEAD);
                }
                case "ANMF" -> {
                    chunk.skip(ANIMATION_FRAME_HEADER);
                    if (!pixels) {
                        animated = frame.size();
                        frame.writeBytes(header(name, 0));
                        frame.write(array(content), 0, ANIMATION_FRAME_HEADER);
                    }
                    walk(chunk);
                }
                default -> {} // metadata
            }
        }
    }

    private void keepExtendedHeader(ByteBuffer content) {
        if (extended < 0) {
            extended = frame.size();
            byte[] header = array(content);
            header[0] &= (byte) ~LEFT_OUT;
            frame.writeBytes(header("VP8X", EXTENDED_HEADER));
            frame.write(header, 0, EXTENDED_HEADER);
        }
    }

    private void keepPixels(String name, ByteBuffer content, int readAhead) {
        if (!pixels) {
            pixels = true;
            keep(name, content, readAhead);
        }
    }

    /** The chunk with bytes after it that the decoder does not need. */
    private void keep(String name, ByteBuffer content, int readAhead) {
        int length = content.remaining() + readAhead + READ_AHEAD;
        frame.writeBytes(header(name, length));
        frame.writeBytes(array(content));
        frame.writeBytes(new byte[readAhead]);
        int begin = frame.size();
        frame.writeBytes(new byte[READ_AHEAD + length % 2]);
        gaps.add(new Gap(begin, frame.size()));
    }

    private static byte[] header(String name, int length) {
        return ByteBuffer.allocate(RIFF_HEADER)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(name.getBytes(StandardCharsets.ISO_8859_1))
                .putInt(length)
                .array();
    }

    private static byte[] array(ByteBuffer content) {
        byte[] array = new byte[content.remaining()];
        content.duplicate().get(array);
        return array;
    }

    private Frame frame() throws IOException {
        if (!pixels) {
            throw new IOException("it holds no frame");
        }
        byte[] bytes = frame.toByteArray();
        ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        file.put(header("RIFF", bytes.length - RIFF_HEADER)).put("WEBP".getBytes(StandardCharsets.ISO_8859_1));
        if (animated >= 0) {
            file.putInt(animated + 4, bytes.length - animated - RIFF_HEADER);
        }
        return new Frame(bytes, gaps);
    }

    private void readCanvas(ByteWalker chunk) throws IOException {
        chunk.skip(4);
        canvasWidth = chunk.uint24() + 1;
        canvasHeight = chunk.uint24() + 1;
    }

    private void requireLossyFrame(ByteWalker chunk) throws IOException {
        chunk.skip(6);
        requireOnCanvas(chunk.uint16() & DIMENSION_MASK, chunk.uint16() & DIMENSION_MASK);
    }

    private void requireLosslessFrame(ByteWalker chunk) throws IOException {
        chunk.skip(1);
        long bits = chunk.uint32();
        requireOnCanvas((int) (bits & DIMENSION_MASK) + 1, (int) (bits >> DIMENSION_BITS & DIMENSION_MASK) + 1);
    }

    /** A file without a canvas has one frame, whose size is the picture's. */
    private void requireOnCanvas(int width, int height) throws IOException {
        boolean hasCanvas = canvasWidth > 0;
        if (hasCanvas && (width > canvasWidth || height > canvasHeight)) {
            throw new IOException("a frame of " + width + "x" + height + " does not fit its canvas of " + canvasWidth
                    + "x" + canvasHeight);
        }
        if (!hasCanvas) {
            canvasWidth = width;
            canvasHeight = height;
        }
    }
}
