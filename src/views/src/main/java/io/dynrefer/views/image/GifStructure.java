package io.dynrefer.views.image;

import io.dynrefer.region.ImageSize;
import java.io.IOException;
import java.nio.ByteOrder;

/**
 * Where the first frame of a GIF lies on its canvas.
 *
 * @param canvas the logical screen, enlarged where the frame reaches over it
 * @param left the frame's first column on the canvas
 * @param top the frame's first row on the canvas
 * @param frame what follows the frame's header
 */
record GifStructure(ImageSize canvas, int left, int top, ByteWalker frame) {
    private static final int EXTENSION = 0x21;
    private static final int FRAME = 0x2C;

    /** Reads up to the first frame's header. */
    static GifStructure read(byte[] encoded) throws IOException {
        ByteWalker bytes = new ByteWalker(encoded, ByteOrder.LITTLE_ENDIAN);
        bytes.skip(6);
        int width = bytes.uint16();
        int height = bytes.uint16();
        int flags = bytes.uint8();
        bytes.skip(2 + colorTable(flags));
        int introducer = bytes.uint8();
        while (introducer == EXTENSION) {
            bytes.skip(1);
            skipBlocks(bytes);
            introducer = bytes.uint8();
        }
        if (introducer != FRAME) {
            throw new IOException("it holds no frame");
        }
        int left = bytes.uint16();
        int top = bytes.uint16();
        ImageSize canvas =
                new ImageSize(Math.max(width, left + bytes.uint16()), Math.max(height, top + bytes.uint16()));
        return new GifStructure(canvas, left, top, bytes);
    }

    /** Walks over the first frame's data, which has to be all there. */
    void requireFrame() throws IOException {
        frame.skip(colorTable(frame.uint8()));
        frame.skip(1);
        skipBlocks(frame);
    }

    /** The length of the colour table that a byte of flags announces. */
    private static int colorTable(int flags) {
        return (flags & 0x80) == 0 ? 0 : 3 * (2 << (flags & 7));
    }

    private static void skipBlocks(ByteWalker bytes) throws IOException {
        for (int length = bytes.uint8(); length != 0; length = bytes.uint8()) {
            bytes.skip(length);
        }
    }
}
