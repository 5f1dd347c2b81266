package io.dynrefer.training.weights;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.dynrefer.model.nn.Inference;
import io.dynrefer.model.nn.Matrix;
import io.dynrefer.model.nn.Precision;
import io.dynrefer.model.weights.Checkpoint;
import io.dynrefer.model.weights.CheckpointWeights;
import io.dynrefer.testing.Golden;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class LowRankTest {
    private static final String QUERY = "t5_model.encoder.block.0.layer.0.SelfAttention.q.weight";

    @Test
    void adapted_startsAsTheModelWas() {
        try (CheckpointWeights source = open();
                TrainableWeights weights = new TrainableWeights(source, List.of(), new LowRank(3, 6, 1))) {
            Shape shape = source.shape(QUERY);
            Matrix adapted = weights.matrix(QUERY, shape);
            assertThat(weights.trained()).hasSize(2);
            Inference.call(manager -> {
                NDArray input = input(manager, shape.get(1));
                assertThat(adapted.product(input, null).toFloatArray())
                        .isEqualTo(
                                source.matrix(QUERY, shape).product(input, null).toFloatArray());
                return true;
            });
        }
    }

    @Test
    void merged_computesWhatTheAdapterDoes() {
        LowRank lowRank = new LowRank(3, 6, 1);
        try (CheckpointWeights source = open()) {
            Shape shape = source.shape(QUERY);
            Inference.call(manager -> {
                NDArray weight = source.array(QUERY, shape);
                NDArray down = lowRank.initialDown(manager, QUERY, shape);
                NDArray up = manager.ones(new Shape(shape.get(0), 3)).mul(0.1f);
                NDArray input = input(manager, shape.get(1));
                float[] adapted = lowRank.matrix(Matrix.of(weight), down, up)
                        .product(input, null)
                        .toFloatArray();
                float[] merged = Matrix.of(lowRank.merged(weight, down, up))
                        .product(input, null)
                        .toFloatArray();
                for (int i = 0; i < merged.length; i++) {
                    assertThat(adapted[i]).isCloseTo(merged[i], Offset.offset(1e-4f));
                }
                return true;
            });
        }
    }

    @Test
    void adapts_theBlocksOfTheLanguageModelAlone() {
        LowRank lowRank = new LowRank(1, 1, 0);
        assertThat(lowRank.adapts(QUERY)).isTrue();
        assertThat(lowRank.adapts("t5_model.lm_head.weight")).isFalse();
        assertThat(lowRank.adapts("t5_proj.weight")).isFalse();
    }

    private static CheckpointWeights open() {
        return new CheckpointWeights(Checkpoint.open(Golden.path("model-tiny")), Precision.FP32);
    }

    private static NDArray input(NDManager manager, long width) {
        return manager.arange(0f, 2f * width, 1f).reshape(2, width).div(width);
    }
}
