package io.dynrefer.views.image;

import java.io.EOFException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Walks over encoded bytes from front to back; running past their end is an {@link EOFException}. */
final class ByteWalker {
    private final ByteBuffer bytes;

    ByteWalker(byte[] encoded, ByteOrder order) {
        this(ByteBuffer.wrap(encoded).order(order));
    }

    private ByteWalker(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    int position() {
        return bytes.position();
    }

    int remaining() {
        return bytes.remaining();
    }

    /** The next byte, 0..255. */
    int uint8() throws EOFException {
        need(1);
        return bytes.get() & 0xFF;
    }

    /** The next two bytes, 0..65535. */
    int uint16() throws EOFException {
        need(2);
        return bytes.getShort() & 0xFFFF;
    }

    /** The next three bytes, little-endian. */
    int uint24() throws EOFException {
        return uint8() | uint8() << 8 | uint8() << 16;
    }

    /** The next four bytes, 0..2^32 - 1. */
    long uint32() throws EOFException {
        need(4);
        return bytes.getInt() & 0xFFFFFFFFL;
    }

    /** The next four bytes as a name of four letters. */
    String name() throws EOFException {
        need(4);
        byte[] name = new byte[4];
        bytes.get(name);
        return new String(name, StandardCharsets.ISO_8859_1);
    }

    /** Moves over {@code count} bytes. */
    void skip(long count) throws EOFException {
        need(count);
        bytes.position(bytes.position() + (int) count);
    }

    /** Moves over {@code count} bytes and returns a walker over them alone. */
    ByteWalker part(long count) throws EOFException {
        need(count);
        ByteBuffer part = bytes.slice(bytes.position(), (int) count).order(bytes.order());
        skip(count);
        return new ByteWalker(part);
    }

    /** The bytes not walked over yet. */
    ByteBuffer rest() {
        return bytes.slice();
    }

    private void need(long count) throws EOFException {
        if (count < 0 || bytes.remaining() < count) {
            throw new EOFException("it ends after " + bytes.limit() + " bytes, in the middle");
        }
    }
}
