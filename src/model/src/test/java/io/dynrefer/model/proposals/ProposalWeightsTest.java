package io.dynrefer.model.proposals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.dynrefer.model.nn.Inference;
import io.dynrefer.model.weights.WeightsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProposalWeightsTest {
    private static final String ENCODER = "0123456789abcdef";
    private static final BoxHeadSizes SIZES = new BoxHeadSizes(128, 8, 1);

    @TempDir
    Path folder;

    private ProposalCard write() {
        try (NDManager manager = Inference.newManager()) {
            NDArray array = manager.create(new float[] {0.5f, -2, 1024, 0}, new Shape(2, 2));
            return ProposalWeights.write(folder, Map.of("some.weight", array), ENCODER, SIZES, List.of(64));
        }
    }

    @Test
    void weights_writtenAndRead_areTheSame() {
        ProposalCard card = write();

        assertThat(ProposalCard.read(folder, ENCODER)).isEqualTo(card);
        try (ProposalWeights weights = ProposalWeights.read(folder, card)) {
            assertThat(weights.array("some.weight", new Shape(2, 2)).toFloatArray())
                    .containsExactly(0.5f, -2, 1024, 0);
            assertThatThrownBy(() -> weights.array("some.weight", new Shape(4)))
                    .isInstanceOf(WeightsException.class)
                    .hasMessageContaining("expected (4)");
            assertThatThrownBy(() -> weights.array("other.weight", new Shape(4)))
                    .hasMessageContaining("has no tensor 'other.weight'");
        }
    }

    @Test
    void takeOver_intoAFolderOfTheSameEncoder_copiesTheHead_andIntoAnotherRemovesIt() throws IOException {
        ProposalCard card = write();
        Path other = Files.createDirectory(folder.resolve("other"));

        ProposalWeights.takeOver(folder, other, ENCODER);
        assertThat(ProposalCard.read(other, ENCODER)).isEqualTo(card);
        ProposalWeights.read(other, card).close();

        ProposalWeights.takeOver(folder, other, "fedcba9876543210");
        assertThat(ProposalWeights.areIn(other)).isFalse();
    }

    @Test
    void read_ofAHeadOfAnotherEncoder_namesBothAndTheWayOut() {
        write();

        assertThatThrownBy(() -> ProposalCard.read(folder, "fedcba9876543210"))
                .isInstanceOf(WeightsException.class)
                .hasMessageContaining(ENCODER)
                .hasMessageContaining("fedcba9876543210")
                .hasMessageContaining("train-boxes");
    }

    @Test
    void read_ofChangedWeights_isRefused() throws IOException {
        ProposalCard card = write();
        Path file = folder.resolve(ProposalWeights.FILE_NAME);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);

        assertThatThrownBy(() -> ProposalWeights.read(folder, card).close())
                .isInstanceOf(WeightsException.class)
                .hasMessageContaining("digest");
    }
}
