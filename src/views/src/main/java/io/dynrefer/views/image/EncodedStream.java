package io.dynrefer.views.image;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * Encoded bytes as decoders read them. Decoders go on where the bytes end, at most with a warning, and make pixels up;
 * some of them for minutes. So reading fails here, with more than an end of file: on reading on past the end, on a byte
 * that no decoder of a whole image reads, and when decoding has taken its time. Native decoders read through this, too,
 * and stop.
 */
final class EncodedStream extends ImageInputStreamImpl {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    /** Reads past the end that decoders of whole images come to: looking for what follows, filling their buffers. */
    private static final int MAX_PAST_END = 16;

    /** Reads of single bytes between looks at the clock. */
    private static final int PATIENCE = 256;

    private final byte[] bytes;
    private final List<Gap> gaps;
    private final Duration limit;
    private long started = System.nanoTime();
    private long computed = THREADS.getCurrentThreadCpuTime();
    private int single;
    private int readsPastEnd;

    /** Bytes from {@code begin} to {@code end}, exclusive, which only a decoder that lacks bytes reads. */
    record Gap(int begin, int end) {}

    /** @param limit the most time that the decoding thread may compute */
    EncodedStream(byte[] bytes, List<Gap> gaps, Duration limit) {
        this.bytes = bytes;
        this.gaps = List.copyOf(gaps);
        this.limit = limit;
    }

    /** Begins to count the time, on this thread. */
    void start() {
        started = System.nanoTime();
        computed = THREADS.getCurrentThreadCpuTime();
    }

    @Override
    public int read() throws IOException {
        if (++single % PATIENCE == 0) {
            requireTime();
        }
        bitOffset = 0;
        if (streamPos >= bytes.length) {
            return pastEnd();
        }
        requireOutsideGaps(1);
        return bytes[(int) streamPos++] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        requireTime();
        bitOffset = 0;
        if (length == 0) {
            return 0;
        }
        if (streamPos >= bytes.length) {
            return pastEnd();
        }
        int count = (int) Math.min(length, bytes.length - streamPos);
        requireOutsideGaps(count);
        System.arraycopy(bytes, (int) streamPos, into, offset, count);
        streamPos += count;
        return count;
    }

    @Override
    public long length() {
        return bytes.length;
    }

    private int pastEnd() throws IOException {
        if (++readsPastEnd > MAX_PAST_END) {
            throw cutShort();
        }
        return -1;
    }

    private void requireOutsideGaps(int count) throws IOException {
        for (Gap gap : gaps) {
            if (streamPos < gap.end && streamPos + count > gap.begin) {
                throw cutShort();
            }
        }
    }

    private static IOException cutShort() {
        return new IOException("it ends in the middle of its pixels");
    }

    /** Time on the clock is asked first: it costs less, and decoding cannot have taken more. */
    private void requireTime() throws DecodingTimeException {
        long most = limit.toNanos();
        if (System.nanoTime() - started > most && THREADS.getCurrentThreadCpuTime() - computed > most) {
            throw new DecodingTimeException(limit);
        }
    }
}
