package io.dynrefer.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.dynrefer.model.torch.PthFile;
import java.nio.file.Path;

/** PyTorch's checkpoints, zipped and of before. */
class CheckpointFuzzTest {
    @FuzzTest
    void bytes_areACheckpointOrRefused(byte[] data) throws Exception {
        Path file = Scratch.file("fuzz.pth", data);
        Refusals.only(() -> {
            try (PthFile checkpoint = PthFile.open(file)) {
                checkpoint.tensors();
            }
        });
    }
}
