package io.dynrefer.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/** PNG of every depth. */
class PngFuzzTest {
    private static final int SIGNATURE = 8;
    /** Length, name and checksum of a chunk. */
    private static final int AROUND = 12;

    @FuzzTest
    void bytes_areReadOrRefused(byte[] data) throws Exception {
        Images.read(withChecksums(data), 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n');
    }

    /** The chunks' checksums set right: no mutation would get past them. */
    private static byte[] withChecksums(byte[] data) {
        byte[] png = data.clone();
        ByteBuffer bytes = ByteBuffer.wrap(png);
        int chunk = SIGNATURE;
        while (chunk + AROUND <= png.length) {
            int length = bytes.getInt(chunk);
            if (length < 0 || length > png.length - chunk - AROUND) {
                break;
            }
            CRC32 checksum = new CRC32();
            checksum.update(png, chunk + 4, 4 + length);
            bytes.putInt(chunk + 8 + length, (int) checksum.getValue());
            chunk += AROUND + length;
        }
        return png;
    }
}
