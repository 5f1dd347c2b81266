package io.dynrefer.views.image;

import java.io.EOFException;
import java.io.IOException;

/** Checks a WebP file's chunks: all there, and no frame larger than the canvas that was checked against the limits. */
final class WebpStructure {
    private static final int RIFF_HEADER = 8;
    private static final int ANIMATION_FRAME_HEADER = 16;
    private static final int DIMENSION_BITS = 14;
    private static final int DIMENSION_MASK = (1 << DIMENSION_BITS) - 1;

    private int canvasWidth;
    private int canvasHeight;

    private WebpStructure() {}

    static void require(ByteWalker bytes) throws IOException {
        bytes.skip(4);
        long length = bytes.uint32();
        if (length > bytes.remaining()) {
            throw new EOFException("its header promises " + length + " bytes, " + bytes.remaining() + " follow");
        }
        ByteWalker content = bytes.part(length);
        content.skip(4); // WEBP
        new WebpStructure().walk(content);
    }

    private void walk(ByteWalker chunks) throws IOException {
        while (chunks.remaining() >= RIFF_HEADER) {
            String name = chunks.name();
            long length = chunks.uint32();
            ByteWalker chunk = chunks.part(length);
            chunks.skip(Math.min(length % 2, chunks.remaining()));
            switch (name) {
                case "VP8X" -> readCanvas(chunk);
                case "VP8 " -> requireLossyFrame(chunk);
                case "VP8L" -> requireLosslessFrame(chunk);
                case "ANMF" -> {
                    chunk.skip(ANIMATION_FRAME_HEADER);
                    walk(chunk);
                }
                default -> {} // metadata, and transparency, which has its frame's size
            }
        }
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
