package io.dynrefer.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;


/** PNG of every depth. */
class PngFuzzTest {
    @FuzzTest
    void bytes_areReadOrRefused(byte[] data) throws Exception {
        Images.read(data, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n');
    }
}
