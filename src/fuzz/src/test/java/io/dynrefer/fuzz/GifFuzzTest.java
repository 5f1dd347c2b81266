package io.dynrefer.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** GIF, of which the first frame is read. */
class GifFuzzTest {
    @FuzzTest
    void bytes_areReadOrRefused(byte[] data) throws Exception {
        Images.read(data, 'G', 'I', 'F', '8', '9', 'a');
    }
}
