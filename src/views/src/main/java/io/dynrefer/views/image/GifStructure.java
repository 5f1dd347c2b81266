package io.dynrefer.views.image;

import io.dynrefer.region.ImageSize;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Where the first frame of a GIF lies on its canvas.
 *
 * @param canvas the logical screen, enlarged where the frame reaches over it
 * @param left the frame's first column on the canvas
 * @param top the frame's first row on the canvas
 * @param width the frame's
 * @param height the frame's
 * @param frame what follows the frame's header
 */
record GifStructure(ImageSize canvas, int left, int top, int width, int height, ByteWalker frame) {
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
        int frameWidth = bytes.uint16();
        int frameHeight = bytes.uint16();
        ImageSize canvas = new ImageSize(Math.max(width, left + frameWidth), Math.max(height, top + frameHeight));
        return new GifStructure(canvas, left, top, frameWidth, frameHeight, bytes);
    }

    /** Walks over the first frame's data, which has to hold every pixel: the decoder leaves out the others. */
    void requireFrame() throws IOException {
        frame.skip(colorTable(frame.uint8()));
        long pixels = LzwLength.pixels(frame.uint8(), subBlocks(frame), (long) width * height);
        if (pixels < (long) width * height) {
            throw new EOFException("it ends after " + pixels + " of " + (long) width * height + " pixels");
        }
    }

    /** The bytes of the sub-blocks up to the empty one that ends them. */
    private static byte[] subBlocks(ByteWalker bytes) throws IOException {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        for (int length = bytes.uint8(); length != 0; length = bytes.uint8()) {
            ByteBuffer block = bytes.part(length).rest();
            byte[] content = new byte[length];
            block.get(content);
            data.writeBytes(content);
        }
        return data.toByteArray();
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
