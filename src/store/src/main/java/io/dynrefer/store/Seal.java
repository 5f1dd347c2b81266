package io.dynrefer.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * What tells a whole blob from a damaged one: a last line of text behind its bytes, with their number and their
 * CRC-32C. A reader that knows nothing of it sees a photo with a line behind its end.
 */
final class Seal {
    private static final String FORMAT = "\ndynrefer-blob 1 %016x %08x\n";

    /** Bytes that a seal adds. */
    static final int LENGTH = seal(new byte[0]).length;

    private Seal() {}

    /** The seal of these bytes. */
    static byte[] seal(byte[] content) {
        return text(content, content.length).getBytes(StandardCharsets.US_ASCII);
    }

    private static String text(byte[] bytes, int length) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, 0, length);
        return String.format(Locale.ROOT, FORMAT, length, checksum.getValue());
    }

    /** The bytes in front of the seal; empty if any of both is not as it was written. */
    static Optional<byte[]> open(byte[] sealed) {
        int length = sealed.length - LENGTH;
        if (length < 0) {
            return Optional.empty();
        }
        ByteBuffer expected = StandardCharsets.US_ASCII.encode(text(sealed, length));
        return expected.equals(ByteBuffer.wrap(sealed, length, LENGTH))
                ? Optional.of(Arrays.copyOf(sealed, length))
                : Optional.empty();
    }
}
