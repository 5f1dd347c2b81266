package io.dynrefer.model.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.dynrefer.model.nn.Bf16;
import io.dynrefer.model.nn.Inference;
import io.dynrefer.model.nn.Matrix;
import io.dynrefer.model.nn.Precision;
import io.dynrefer.model.nn.Weights;
import io.dynrefer.safetensors.SafeTensorsWriter;
import io.dynrefer.safetensors.TensorSpec;
import io.dynrefer.safetensors.TensorType;
import io.dynrefer.testing.Golden;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointWeightsTest {
    @TempDir
    Path folder;

    @Test
    void goldenTensors_areReadByTheirNames() {
        Checkpoint checkpoint = Checkpoint.open(Golden.path("model-tiny"));
        try (CheckpointWeights source = new CheckpointWeights(checkpoint, Precision.FP32)) {
            Weights weights = Weights.of(source).at("visual_encoder");
            Shape shape = weights.shape("cls_token");
            assertThat(weights.array("cls_token", shape.getShape()).getShape()).isEqualTo(shape);
            assertThat(source.opened()).containsExactly("visual_encoder.cls_token");
            assertThatThrownBy(() -> weights.array("cls_token", 1, 2))
                    .hasMessageContaining("visual_encoder.cls_token")
                    .hasMessageContaining("expected (1, 2)");
            assertThatThrownBy(() -> weights.linear("none", 1, 1)).hasMessageContaining("visual_encoder.none.weight");
            assertThatThrownBy(() -> Weights.of(source)
                            .array(
                                    "Qformer.bert.embeddings.position_ids",
                                    source.shape("Qformer.bert.embeddings.position_ids")
                                            .getShape()))
                    .hasMessageContaining("is I64, not a float");
        }
    }

    @Test
    void halfWidthFiles_giveTheSameValues_inBothPrecisions() throws IOException {
        float[] values = new float[64 * 1024];
        for (int i = 0; i < values.length; i++) {
            values[i] = Bf16.toFloat(Bf16.ofFloat((float) Math.sin(i)));
        }
        for (TensorType type : List.of(TensorType.F32, TensorType.BF16, TensorType.F64)) {
            write(type, values);
            for (Precision precision : Precision.values()) {
                try (CheckpointWeights source = new CheckpointWeights(Checkpoint.open(folder), precision)) {
                    assertThat(source.array("w", new Shape(64, 1024)).toFloatArray())
                            .isEqualTo(values);
                    Matrix matrix = source.matrix("w", new Shape(64, 1024));
                    float[] column = Inference.call(manager -> {
                        float[] unit = new float[1024];
                        unit[3] = 1;
                        NDArray product = matrix.product(manager.create(unit, new Shape(1, 1024)), null);
                        return product.toFloatArray();
                    });
                    for (int row = 0; row < 64; row++) {
                        assertThat(column[row]).as("%s %s", type, precision).isEqualTo(values[row * 1024 + 3]);
                    }
                }
            }
        }
    }

    private void write(TensorType type, float[] values) throws IOException {
        TensorSpec spec = new TensorSpec("w", type, List.of(64L, 1024L));
        ByteBuffer bytes = ByteBuffer.allocate((int) spec.byteLength()).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            switch (type) {
                case F32 -> bytes.putFloat(value);
                case F64 -> bytes.putDouble(value);
                default -> bytes.putShort(Bf16.ofFloat(value));
            }
        }
        try (SafeTensorsWriter writer = SafeTensorsWriter.create(folder.resolve(Checkpoint.SINGLE), List.of(spec))) {
            writer.append("w", bytes.flip());
            assertThat(writer.finish()).isNotNull();
        }
    }
}
