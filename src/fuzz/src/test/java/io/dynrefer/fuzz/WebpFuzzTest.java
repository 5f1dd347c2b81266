package io.dynrefer.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** WebP: lossy, lossless, animated, with alpha. */
class WebpFuzzTest {
    @FuzzTest
    void bytes_areReadOrRefused(byte[] data) throws Exception {
        Images.read(data, 'R', 'I', 'F', 'F', -1, -1, -1, -1, 'W', 'E', 'B', 'P');
    }
}
