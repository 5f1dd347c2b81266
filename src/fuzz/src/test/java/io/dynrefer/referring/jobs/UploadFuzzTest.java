package io.dynrefer.referring.jobs;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.dynrefer.fuzz.Refusals;

/** Uploads' questions: about one image, or a COCO file. */
class UploadFuzzTest {
    @FuzzTest
    void json_isAnUploadOrRefused(byte[] data) throws Exception {
        Refusals.only(() -> UploadedRequest.read(data));
    }
}
