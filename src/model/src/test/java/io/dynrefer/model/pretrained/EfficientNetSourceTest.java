package io.dynrefer.model.pretrained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.dynrefer.model.weights.InvertedResidualSizes;
import io.dynrefer.model.weights.InvertedResidualSizes.Pixels;
import io.dynrefer.model.weights.InvertedResidualSizes.Stage;
import io.dynrefer.model.weights.WeightsException;
import io.dynrefer.region.DynReferException;
import io.dynrefer.safetensors.TensorType;
import io.dynrefer.testing.Golden;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class EfficientNetSourceTest {
    private static final Path CHECKPOINT = Golden.path("../encoders/tiny/network.pth");

    private final List<StoredTensor> tensors = EfficientNetSource.read(CHECKPOINT);

    @Test
    void read_takesEveryConvolution_andTheClassifier() {
        assertThat(tensors)
                .extracting(tensor -> tensor.spec().name().substring("visual_encoder.".length()))
                .contains("stem.weight", "stem.bias", "blocks.0.depthwise.weight", "blocks.1.expand.bias")
                .contains("blocks.7.project.weight", "features.weight", "features.bias")
                .endsWith("classifier.weight", "classifier.bias")
                .doesNotHaveDuplicates()
                .hasSize(2 * (1 + 2 + 7 * 3 + 1 + 1)); // stem, blocks, features, classifier
    }

    @Test
    void halved_isTheNearest_inHalfTheBytes() {
        StoredTensor stem = tensors.get(0);
        StoredTensor halves = stem.halved();
        assertThat(halves.spec().type()).isEqualTo(TensorType.F16);
        assertThat(halves.content().remaining()).isEqualTo(stem.content().remaining() / 2);
        FloatBuffer values =
                stem.content().duplicate().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        try (StoredWeights weights = new StoredWeights(List.of(halves))) {
            float[] read = weights.array(
                            stem.spec().name(), weights.shape(stem.spec().name()))
                    .toFloatArray();
            for (int i = 0; i < read.length; i++) {
                assertThat(read[i]).isCloseTo(values.get(i), within(Math.max(Math.abs(values.get(i)) / 2048, 1e-7f)));
            }
        }
        assertThat(halves.halved()).isSameAs(halves);
    }

    @Test
    void read_ofAnotherCheckpoint_isRefused() {
        Path other = Golden.path("../../model/src/test/resources/io/dynrefer/model/convert/vg1.2_5e.pth");
        assertThatThrownBy(() -> EfficientNetSource.read(other))
                .isInstanceOf(WeightsException.class)
                .hasMessageContaining("no checkpoint of an EfficientNet-Lite");
    }

    @Test
    void network_ofOtherSizes_saysWhatDiffers() {
        InvertedResidualSizes sizes = new InvertedResidualSizes(
                "net", new Pixels(127, 128), 8, List.of(new Stage(1, 5, 1, 3, 1, 2)), 320, 0, 2, 5);
        assertThatThrownBy(() -> new PretrainedVision(tensors, sizes, 4))
                .isInstanceOf(DynReferException.class)
                .hasMessageContaining("blocks.0.project.weight")
                .hasMessageContaining("(5, 8, 1, 1)");
    }
}
