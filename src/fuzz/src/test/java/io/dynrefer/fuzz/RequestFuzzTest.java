package io.dynrefer.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.dynrefer.referring.EncodedImage;
import io.dynrefer.referring.WireRequest;
import io.dynrefer.store.Json;

/** Requests as JSON. */
class RequestFuzzTest {
    @FuzzTest
    void json_isARequestOrRefused(byte[] data) throws Exception {
        EncodedImage image = new EncodedImage(new byte[] {1});
        Refusals.only(() -> Json.readSent(data, WireRequest.class).toRequest(image, name -> image));
    }
}
