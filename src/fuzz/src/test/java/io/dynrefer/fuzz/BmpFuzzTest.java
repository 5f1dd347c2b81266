package io.dynrefer.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** BMP of every depth. */
class BmpFuzzTest {
    @FuzzTest
    void bytes_areReadOrRefused(byte[] data) throws Exception {
        Images.read(data, 'B', 'M');
    }
}
