package io.dynrefer.model.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynrefer.model.weights.WeightsException;
import io.dynrefer.safetensors.TensorSpec;
import io.dynrefer.safetensors.TensorType;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PthFileTest {
    @TempDir
    Path folder;

    @Test
    void open_anObjectThatIsNoTensor_isRefusedByName() {
        assertThatThrownBy(() -> PthFile.open(checkpoint("foreign.pth")))
                .isInstanceOf(WeightsException.class)
                .hasMessageContaining("foreign.pth")
                .hasMessageContaining("print");
    }

    @Test
    void open_otherFiles_areRefused() throws IOException {
        Path text = Files.writeString(folder.resolve("text.pth"), "hello world");
        assertThatThrownBy(() -> PthFile.open(text)).isInstanceOf(WeightsException.class);
        Path empty = Files.createFile(folder.resolve("empty.pth"));
        assertThatThrownBy(() -> PthFile.open(empty)).isInstanceOf(WeightsException.class);
        Path number = Files.write(folder.resolve("number.pth"), new byte[] {(byte) 0x80, 2, 'K', 7, '.'});
        assertThatThrownBy(() -> PthFile.open(number)).hasMessageContaining("no PyTorch checkpoint");
        Path zip = folder.resolve("cut.pth");
        byte[] whole = Files.readAllBytes(checkpoint("vg1.2_5e.pth"));
        Files.write(zip, Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> PthFile.open(zip)).isInstanceOf(WeightsException.class);
        assertThatThrownBy(() -> PthFile.open(folder.resolve("none.pth")))
                .isInstanceOf(WeightsException.class)
                .hasMessageContaining("none.pth");
    }

    @Test
    void read_legacyFileThatIsCut_isAnError() throws IOException {
        byte[] whole = Files.readAllBytes(checkpoint("eva_vit_g.pth"));
        Path cut = Files.write(folder.resolve("cut.pth"), Arrays.copyOf(whole, whole.length - 100));
        assertThatThrownBy(() -> {
                    try (PthFile file = PthFile.open(cut)) {
                        for (String name : file.tensors().keySet()) {
                            file.read(name, piece -> {});
                        }
                    }
                })
                .isInstanceOfAny(WeightsException.class, IOException.class);
    }

    @Test
    void tensors_areThoseOfTheNestedDictionary() throws IOException {
        try (PthFile file = PthFile.open(checkpoint("vg1.2_5e.pth"))) {
            assertThat(file.tensors()).containsKeys("cem_memory", "t5_proj.weight", "attr_t");
            assertThat(file.tensors().keySet()).noneMatch(name -> name.startsWith("model") || name.contains("optim"));
        }
        try (PthFile file = PthFile.open(checkpoint("pytorch_model-00001-of-00002.bin"))) {
            assertThat(file.tensors())
                    .containsEntry("shared.weight", new TensorSpec("shared.weight", TensorType.BF16, List.of(60L, 8L)));
        }
    }

    @Test
    void stridedCopy_equalsElementByElement() {
        Random random = new Random(3);
        for (int trial = 0; trial < 200; trial++) {
            List<Long> shape = new ArrayList<>();
            List<Long> strides = new ArrayList<>();
            long span = 1;
            for (int axis = 0; axis < random.nextInt(4); axis++) {
                shape.add(1L + random.nextInt(4));
                strides.add((long) random.nextInt(6));
                span += (shape.get(axis) - 1) * strides.get(axis);
            }
            TorchTensor tensor = new TorchTensor(new TorchStorage("0", TensorType.I32, span), 0, shape, strides);
            assertThat(copied(tensor)).as("trial " + trial + " " + tensor).isEqualTo(naive(tensor));
        }
    }

    private static List<Integer> copied(TorchTensor tensor) {
        ByteBuffer storage = ByteBuffer.allocate((int) tensor.span() * 4).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; storage.hasRemaining(); i++) {
            storage.putInt(1000 + i);
        }
        List<Integer> values = new ArrayList<>();
        new StridedCopy(tensor, storage.array(), 3, piece -> {
                    ByteBuffer ordered = piece.order(ByteOrder.LITTLE_ENDIAN);
                    while (ordered.hasRemaining()) {
                        values.add(ordered.getInt());
                    }
                })
                .run();
        return values;
    }

    private static List<Integer> naive(TorchTensor tensor) {
        List<Integer> values = List.of(1000);
        for (int axis = 0; axis < tensor.shape().size(); axis++) {
            List<Integer> next = new ArrayList<>();
            for (int value : values) {
                for (int i = 0; i < tensor.shape().get(axis); i++) {
                    next.add(value + i * Math.toIntExact(tensor.strides().get(axis)));
                }
            }
            values = next;
        }
        return values;
    }

    @Test
    void tensor_outsideItsStorage_isRefused() {
        TorchStorage storage = new TorchStorage("0", TensorType.F32, 10);
        assertThatThrownBy(() -> new TorchTensor(storage, 5, List.of(2L, 3L), List.of(3L, 1L)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TorchTensor(storage, 0, List.of(2L), List.of(-1L)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(new TorchTensor(storage, 4, List.of(2L, 3L), List.of(3L, 1L)).contiguous())
                .isTrue();
    }

    private static Path checkpoint(String name) {
        String resource = "/io/dynrefer/model/convert/" + name;
        try {
            return Path.of(Objects.requireNonNull(PthFileTest.class.getResource(resource), name)
                    .toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
