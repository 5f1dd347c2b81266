package io.dynrefer.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** JPEG: baseline, progressive, CMYK. */
class JpegFuzzTest {
    @FuzzTest
    void bytes_areReadOrRefused(byte[] data) throws Exception {
        Images.read(data, 0xff, 0xd8, 0xff);
    }
}
