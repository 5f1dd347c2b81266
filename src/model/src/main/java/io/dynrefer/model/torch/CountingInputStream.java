package io.dynrefer.model.torch;

import java.io.IOException;
import java.io.InputStream;

/** Knows how many bytes have been read. */
final class CountingInputStream extends InputStream {
    private final InputStream in;
    private final long length;
    private long position;
    private long marked;

    CountingInputStream(InputStream in, long length) {
        this.in = in;
        this.length = length;
    }

    @Override
    public int available() {
        return (int) Math.min(Integer.MAX_VALUE, length - position);
    }

    @Override
    public boolean markSupported() {
        return true;
    }

    @Override
    public synchronized void mark(int most) {
        in.mark(most);
        marked = position;
    }

    @Override
    public synchronized void reset() throws IOException {
        in.reset();
        position = marked;
    }

    long position() {
        return position;
    }

    @Override
    public int read() throws IOException {
        int value = in.read();
        position += value < 0 ? 0 : 1;
        return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = in.read(buffer, offset, length);
        position += Math.max(count, 0);
        return count;
    }
}
