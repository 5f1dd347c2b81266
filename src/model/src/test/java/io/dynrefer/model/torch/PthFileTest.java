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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PthFileTest {
    @TempDir
    Path folder;

    @Test
    void open_callThatNoTensorDependsOn_isSkippedAndNotMade() throws IOException {
        try (PthFile file = PthFile.open(checkpoint("foreign.pth"))) {
            assertThat(file.tensors()).containsOnlyKeys("a");
        }
    }

    /** {@code posix.system("…")}, and nothing else. */
    @Test
    void open_callInPlaceOfTensors_isRefusedByName() throws IOException {
        byte[] pickle = "cposix\nsystem\n(S'exit 1'\ntR.".getBytes(StandardCharsets.US_ASCII);

        assertThatThrownBy(() -> PthFile.open(zip("call.pth", pickle)))
                .isInstanceOf(WeightsException.class)
                .hasMessageContaining("call.pth")
                .hasMessageContaining("posix.system");
    }

    /** As trainers write them: a metric of NumPy's, an optimizer's state, wrappers around names and dictionaries. */
    @ParameterizedTest
    @ValueSource(strings = {"numpy_scalar", "defaultdict", "nested_state", "module_prefix", "mixed_module"})
    void open_whatTrainersWrite_findsTheTensorUnderItsOwnName(String name) throws IOException, URISyntaxException {
        Path path = Path.of(Objects.requireNonNull(PthFileTest.class.getResource(name + ".pth"))
                .toURI());
        try (PthFile file = PthFile.open(path)) {
            assertThat(file.tensors())
                    .containsEntry("a.weight", new TensorSpec("a.weight", TensorType.F32, List.of(2L, 3L)));
            List<Integer> bytes = new ArrayList<>();
            file.read("a.weight", piece -> bytes.add(piece.remaining()));
            assertThat(bytes).containsExactly(2 * 3 * Float.BYTES);
        }
    }

    /** A protocol, an opcode with a length that the file does not have, and an end. */
    @ParameterizedTest
    @CsvSource({
        "58, ff ff ff 7f", // BINUNICODE
        "58, ff ff ff ff",
        "42, ff ff ff 7f", // BINBYTES
        "8b, ff ff ff 7f", // LONG4
        "8d, ff ff ff ff ff ff ff 7f", // BINUNICODE8
        "8e, ff ff ff ff ff ff ff ff", // BINBYTES8
        "96, 00 00 00 00 01 00 00 00", // BYTEARRAY8
        "58, ff", // ends within the length
        "52, ''", // REDUCE of nothing
    })
    void open_lengthsThatTheFileDoesNotHave_areRefusedBeforeRoomIsMade(String opcode, String length)
            throws IOException {
        byte[] pickle = HexFormat.of().parseHex("8002" + opcode + length.replace(" ", "") + "2e");
        Path zip = zip("length.pth", pickle);
        Path legacy = Files.write(folder.resolve("legacy.pth"), pickle);

        for (Path file : List.of(zip, legacy)) {
            assertThatThrownBy(() -> PthFile.open(file))
                    .isInstanceOf(WeightsException.class)
                    .hasMessageContaining(file.getFileName().toString());
        }
    }

    /** A list that holds itself, as the key of a dictionary. */
    @Test
    void open_structureThatHoldsItself_isRefused() throws IOException {
        Path file = zip("itself.pth", HexFormat.of().parseHex("80025d71006800617d680068007371012e"));

        assertThatThrownBy(() -> PthFile.open(file)).isInstanceOf(WeightsException.class);
    }

    private Path zip(String name, byte[] structure) throws IOException {
        Path file = folder.resolve(name);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("archive/data.pkl"));
            zip.write(structure);
            zip.closeEntry();
        }
        return file;
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
