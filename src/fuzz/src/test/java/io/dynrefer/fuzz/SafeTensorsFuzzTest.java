package io.dynrefer.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.dynrefer.safetensors.SafeTensorsDocument;
import io.dynrefer.safetensors.TensorType;

/** Weights in the format safetensors. */
class SafeTensorsFuzzTest {
    @FuzzTest
    void bytes_areTensorsOrRefused(byte[] data) throws Exception {
        Refusals.only(() -> {
            SafeTensorsDocument document = SafeTensorsDocument.parse("fuzz", data);
            for (String name : document.names()) {
                document.shape(name);
                document.bytes(name);
                if (document.type(name) == TensorType.F32) {
                    document.floats(name);
                }
            }
        });
    }
}
