package io.dynrefer.views.image;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Checks a JPEG's segments. Every scan of a progressive JPEG goes over the whole picture, however few bytes it has, so
 * scans times pixels is what decoding costs; and a JPEG that was cut between two scans decodes without a warning.
 */
final class JpegStructure {
    private static final int END_OF_IMAGE = 0xD9;
    private static final int START_OF_SCAN = 0xDA;
    private static final int BLOCK = 64; // coefficients
    private static final int MAX_SCANS = 500;
    private static final byte MISSING = Byte.MAX_VALUE;

    private final ByteWalker bytes;
    private final long maxScannedPixels;
    private final Map<Integer, byte[]> lowestBits = new HashMap<>(); // component id to bit known of each coefficient
    private boolean progressive;
    private long pixels;
    private int scans;

    private JpegStructure(byte[] encoded, long maxScannedPixels) {
        this.bytes = new ByteWalker(encoded, ByteOrder.BIG_ENDIAN);
        this.maxScannedPixels = maxScannedPixels;
    }

    /**
     * Throws unless all scans are there and go over few enough pixels; returns what is to be said of the picture. The
     * last scan's own pixels are left to the decoder, which knows them.
     */
    static List<String> require(byte[] encoded, long maxScannedPixels) throws IOException {
        JpegStructure structure = new JpegStructure(encoded, maxScannedPixels);
        boolean ended = structure.walk();
        structure.requireComponents(ended);
        return ended
                ? List.of()
                : List.of("The JPEG image has no end marker; every line of it is there, so it is taken as whole.");
    }

    /** Marker after marker; whether the end-of-image marker was met. */
    private boolean walk() throws IOException {
        bytes.skip(2);
        try {
            for (int marker = nextMarker(); marker != END_OF_IMAGE; marker = nextMarker()) {
                segment(marker);
            }
            return true;
        } catch (EOFException e) {
            if (scans == 0) {
                throw e;
            }
            return false; // Some cameras write no end marker, but bytes of their own: what looks like segments is none.
        }
    }

    private void segment(int marker) throws IOException {
        boolean standsAlone = marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8);
        if (standsAlone) {
            return;
        }
        ByteWalker content = bytes.part(Math.max(0, bytes.uint16() - 2));
        if (marker == START_OF_SCAN) {
            scan(content);
        } else if (startsFrame(marker) && pixels == 0) {
            frame(marker, content);
        }
    }

    /** SOF0 to SOF15, without the tables whose markers lie among them. */
    private static boolean startsFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }

    private void frame(int marker, ByteWalker content) throws IOException {
        progressive = (marker & 3) == 2;
        content.skip(1);
        pixels = Math.max(1, (long) content.uint16() * content.uint16());
        for (int component = content.uint8(); component > 0; component--) {
            byte[] unknown = new byte[BLOCK];
            Arrays.fill(unknown, MISSING);
            lowestBits.put(content.uint8(), unknown);
            content.skip(2);
        }
    }

    private void scan(ByteWalker content) throws IOException {
        scans++;
        if (scans > MAX_SCANS || scans * pixels > maxScannedPixels) {
            throw new IOException("its " + scans + " scans or more go over " + pixels
                    + " pixels each, which takes too long to decode; store it with fewer scans");
        }
        int[] components = new int[content.uint8()];
        for (int i = 0; i < components.length; i++) {
            components[i] = content.uint8();
            content.skip(1);
        }
        int first = progressive ? content.uint8() : 0;
        int last = progressive ? Math.min(content.uint8(), BLOCK - 1) : BLOCK - 1;
        int lowestBit = progressive ? content.uint8() & 0xF : 0;
        for (int component : components) {
            byte[] known = lowestBits.get(component);
            if (known != null && first <= last) {
                Arrays.fill(known, first, last + 1, (byte) lowestBit);
            }
        }
    }

    /** Without an end marker every bit has to be there: the bytes may have ended between two scans. */
    private void requireComponents(boolean ended) throws IOException {
        for (byte[] known : lowestBits.values()) {
            if (known[0] == MISSING) {
                throw new IOException("a colour of it has no scan");
            }
            for (byte bit : known) {
                if (!ended && bit != 0) {
                    throw new EOFException("it ends between two of its scans");
                }
            }
        }
    }

    /** The next marker, past entropy-coded data: FF 00 is a sample there, FF FF padding. */
    private int nextMarker() throws IOException {
        int previous = bytes.uint8();
        while (true) {
            int current = bytes.uint8();
            if (previous == 0xFF && current != 0 && current != 0xFF) {
                return current;
            }
            previous = current;
        }
    }
}
