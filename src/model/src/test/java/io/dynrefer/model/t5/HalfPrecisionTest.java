package io.dynrefer.model.t5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import io.dynrefer.model.nn.Inference;
import io.dynrefer.model.nn.Precision;
import io.dynrefer.model.nn.Weights;
import io.dynrefer.model.weights.Checkpoint;
import io.dynrefer.model.weights.CheckpointWeights;
import io.dynrefer.region.DynReferException;
import io.dynrefer.safetensors.SafeTensorsWriter;
import io.dynrefer.safetensors.TensorSpec;
import io.dynrefer.safetensors.TensorType;
import io.dynrefer.testing.Golden;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A language model whose tensors are stored in half precision, and whose activations are too large for it. */
final class HalfPrecisionTest {
    private static final String LANGUAGE_MODEL = "t5_model.";
    private static final String LARGE = "DenseReluDense.wo.weight";
    private static final float SCALE = 30_000;
    private static final float HIGHEST_HALF = 65_504;

    @TempDir
    Path folder;

    /** The fixture with feed-forward outputs scaled, every tensor of the language model rounded to half precision. */
    private CheckpointWeights stored(TensorType type, float scale) {
        Path file = folder.resolve(type + ".safetensors");
        Inference.call(manager -> {
            try {
                write(manager, file, type, scale);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return true;
        });
        return new CheckpointWeights(Checkpoint.open(file), Precision.FP32);
    }

    private static void write(NDManager manager, Path file, TensorType type, float scale) throws IOException {
        try (Checkpoint fixture = Checkpoint.open(Golden.path("model-tiny"));
                CheckpointWeights weights =
                        new CheckpointWeights(Checkpoint.open(Golden.path("model-tiny")), Precision.FP32)) {
            List<String> names = fixture.names().stream()
                    .filter(name -> fixture.file(name).entry(name).spec().type() == TensorType.F32)
                    .sorted()
                    .toList();
            List<TensorSpec> plan = names.stream()
                    .map(name -> new TensorSpec(
                            name,
                            name.startsWith(LANGUAGE_MODEL) ? type : TensorType.F32,
                            fixture.file(name).entry(name).spec().shape()))
                    .toList();
            try (SafeTensorsWriter writer = SafeTensorsWriter.create(file, plan)) {
                for (TensorSpec spec : plan) {
                    NDArray values = weights.array(spec.name(), weights.shape(spec.name()));
                    if (spec.name().startsWith(LANGUAGE_MODEL)) {
                        NDArray half = values.mul(spec.name().endsWith(LARGE) ? scale : 1)
                                .toType(DataType.FLOAT16, false);
                        values = type == TensorType.F16 ? half : half.toType(DataType.FLOAT32, false);
                    }
                    values.attach(manager);
                    writer.append(spec.name(), values.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN));
                }
                writer.finish();
            }
        }
    }

    private static float[] firstScores(CheckpointWeights source) {
        CaptionNetwork network = TinyLanguage.network(source);
        return Inference.call(manager -> {
            T5Model.Encoded encoded = TinyLanguage.encode(manager, network);
            int items = Math.toIntExact(encoded.output().getShape().get(0));
            try (T5Decoding decoding = network.model().decoding(encoded, 1, T5Decoding.Scale.LOG_PROBABILITY)) {
                return decoding.score(new int[items], IntStream.range(0, items).toArray());
            }
        });
    }

    @Test
    void weightsInHalfPrecision_withActivationsBeyondIt_scoreAsTheSameNumbersInSingle() {
        try (CheckpointWeights half = stored(TensorType.F16, SCALE);
                CheckpointWeights single = stored(TensorType.F32, SCALE)) {
            assertThat(largestActivation(half)).isGreaterThan(HIGHEST_HALF);
            assertThat(firstScores(half)).containsExactly(firstScores(single));
        }
    }

    private static float largestActivation(CheckpointWeights source) {
        T5FeedForward layer = new T5FeedForward(
                Weights.of(source).at("t5_model.encoder.block.0.layer.1"), TinyLanguage.PRESET.languageModel());
        int width = TinyLanguage.PRESET.languageModel().width();
        return Inference.call(
                manager -> layer.forward(manager.arange(width).sub(width / 2f).reshape(1, 1, width))
                        .abs()
                        .max()
                        .getFloat());
    }

    @Test
    void weightsThatAreNoNumbersInHalfPrecision_areAnErrorAndNoText() {
        try (CheckpointWeights source = stored(TensorType.F16, Float.POSITIVE_INFINITY)) {
            assertThatThrownBy(() -> firstScores(source))
                    .isInstanceOf(DynReferException.class)
                    .hasMessageContaining("are not numbers");
        }
    }
}
