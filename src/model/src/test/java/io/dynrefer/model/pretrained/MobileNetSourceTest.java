package io.dynrefer.model.pretrained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynrefer.model.weights.InvertedResidualSizes;
import io.dynrefer.model.weights.InvertedResidualSizes.Pixels;
import io.dynrefer.model.weights.InvertedResidualSizes.Stage;
import io.dynrefer.region.DynReferException;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class MobileNetSourceTest {
    private static final InvertedResidualSizes SIZES = new InvertedResidualSizes(
            null, Pixels.MOBILE_NET, 4, List.of(new Stage(1, 3, 1, 3, 1, 2), new Stage(2, 5, 2, 3, 2, 0)), 7, 0, 2, 0);

    private final List<StoredTensor> tensors = MobileNetSource.read(ByteBuffer.wrap(TinyTfLite.of(SIZES)));

    @Test
    void read_takesTheNetwork_andLeavesTheHeads() {
        assertThat(tensors)
                .extracting(tensor -> tensor.spec().name().substring("visual_encoder.".length()))
                .containsExactly(
                        "stem.weight",
                        "stem.bias",
                        "blocks.0.depthwise.weight",
                        "blocks.0.depthwise.bias",
                        "blocks.0.project.weight",
                        "blocks.0.project.bias",
                        "blocks.1.expand.weight",
                        "blocks.1.expand.bias",
                        "blocks.1.depthwise.weight",
                        "blocks.1.depthwise.bias",
                        "blocks.1.project.weight",
                        "blocks.1.project.bias",
                        "blocks.2.expand.weight",
                        "blocks.2.expand.bias",
                        "blocks.2.depthwise.weight",
                        "blocks.2.depthwise.bias",
                        "blocks.2.project.weight",
                        "blocks.2.project.bias",
                        "features.weight",
                        "features.bias");
    }

    @Test
    void read_putsChannelsFirst() {
        StoredTensor stem = tensors.get(0); // was (4, 3, 3, 3): output, row, column, input
        assertThat(stem.spec().shape()).containsExactly(4L, 3L, 3L, 3L);
        assertThat(half(stem, ((1 * 3 + 2) * 3 + 1) * 3 + 0)).isEqualTo(TinyTfLite.half(((1 * 3 + 1) * 3 + 0) * 3 + 2));
        StoredTensor depthwise = tensors.get(2); // was (1, 3, 3, 4): row, column, channel
        assertThat(depthwise.spec().shape()).containsExactly(4L, 1L, 3L, 3L);
        assertThat(half(depthwise, (3 * 3 + 2) * 3 + 1)).isEqualTo(TinyTfLite.half((2 * 3 + 1) * 4 + 3));
    }

    @Test
    void read_ofAnotherFile_isRefused() {
        assertThatThrownBy(() -> MobileNetSource.read(ByteBuffer.wrap(new byte[] {1, 2, 3, 4, 5, 6, 7, 8})))
                .isInstanceOf(DynReferException.class)
                .hasMessageContaining("TensorFlow Lite");
        assertThatThrownBy(() -> MobileNetSource.read(ByteBuffer.allocate(100))).isInstanceOf(DynReferException.class);
    }

    private static short half(StoredTensor tensor, int index) {
        return tensor.content().getShort(index * Short.BYTES);
    }
}
