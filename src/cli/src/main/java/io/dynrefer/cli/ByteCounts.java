package io.dynrefer.cli;

/** Numbers of bytes for people. */
final class ByteCounts {
    private static final long MEBIBYTE = 1 << 20;

    private ByteCounts() {}

    /** Rounded up. */
    static int mebibytes(long bytes) {
        return Math.toIntExact((bytes + MEBIBYTE - 1) / MEBIBYTE);
    }

    static String text(long bytes) {
        return mebibytes(bytes) + " MiB";
    }
}
