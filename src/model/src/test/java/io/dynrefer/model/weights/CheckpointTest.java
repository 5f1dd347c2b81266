package io.dynrefer.model.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynrefer.safetensors.SafeTensorsWriter;
import io.dynrefer.safetensors.TensorSpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {
    @TempDir
    Path folder;

    @Test
    void shards_areOneCheckpoint() throws IOException {
        write("weights-00001-of-00002.safetensors", "a");
        write("weights-00002-of-00002.safetensors", "b");
        Files.writeString(
                folder.resolve(Checkpoint.INDEX),
                "{\"weight_map\":{\"a\":\"weights-00001-of-00002.safetensors\",\"b\":\"weights-00002-of-00002.safetensors\"}}");
        try (Checkpoint checkpoint = Checkpoint.open(folder)) {
            assertThat(checkpoint.names()).containsExactly("a", "b");
            assertThat(checkpoint.bytes()).isEqualTo(2 * Float.BYTES);
            assertThat(checkpoint.file("b").path().getFileName()).hasToString("weights-00002-of-00002.safetensors");
            assertThatThrownBy(() -> checkpoint.file("c")).hasMessageContaining("has no tensor 'c'");
        }
    }

    @Test
    void folderWithoutWeights_isAClearError() {
        assertThatThrownBy(() -> Checkpoint.open(folder)).hasMessageContaining("has neither weights.safetensors nor");
    }

    private void write(String file, String tensor) throws IOException {
        try (SafeTensorsWriter writer =
                SafeTensorsWriter.create(folder.resolve(file), List.of(TensorSpec.f32(tensor, 1L)))) {
            writer.append(tensor, ByteBuffer.allocate(Float.BYTES));
            assertThat(writer.finish()).isNotNull();
        }
    }
}
