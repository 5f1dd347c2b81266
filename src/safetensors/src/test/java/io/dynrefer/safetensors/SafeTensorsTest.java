package io.dynrefer.safetensors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafeTensorsTest {
    @TempDir
    Path folder;

    @Test
    void writtenTensors_areReadBack_whateverThePieces() throws IOException {
        List<TensorSpec> plan = List.of(
                TensorSpec.f32("a", 2L, 3L),
                new TensorSpec("empty", TensorType.F32, List.of(0L, 4L)),
                new TensorSpec("b", TensorType.U8, List.of(5L)),
                TensorSpec.f32("scalar"));
        Path file = folder.resolve("x.safetensors");
        byte[] a = bytes(24);
        try (SafeTensorsWriter writer = SafeTensorsWriter.create(file, plan)) {
            writer.append("a", ByteBuffer.wrap(a, 0, 7));
            writer.append("a", ByteBuffer.wrap(a, 7, 17));
            writer.append("b", ByteBuffer.wrap(bytes(5)));
            assertThat(file).doesNotExist();
            writer.append("scalar", ByteBuffer.wrap(bytes(4)));
            assertThat(writer.finish().of(name -> true)).hasSize(64);
        }
        try (SafeTensorsFile read = SafeTensorsFile.open(file)) {
            assertThat(read.entries().keySet()).containsExactly("a", "empty", "b", "scalar");
            assertThat(read.map(read.entry("a"))).isEqualTo(ByteBuffer.wrap(a));
            assertThat(read.read(read.entry("a"))).isEqualTo(ByteBuffer.wrap(a));
            assertThat(read.read(read.entry("b"))).isEqualTo(ByteBuffer.wrap(bytes(5)));
            assertThat(read.entry("scalar").spec().shape()).isEmpty();
            assertThat(read.aligned(read.entry("a"))).isTrue();
            assertThat(read.aligned(read.entry("scalar"))).isFalse();
        }
    }

    @Test
    void digest_dependsOnContentAndNames_notOnOrder() throws IOException {
        String forward = digest("1.safetensors", "a", "b");
        String backward = digest("2.safetensors", "b", "a");
        assertThat(backward).isEqualTo(forward);
        assertThat(digest("3.safetensors", "a", "c")).isNotEqualTo(forward);
    }

    private String digest(String file, String first, String second) throws IOException {
        List<TensorSpec> plan = List.of(TensorSpec.f32(first, 1L), TensorSpec.f32(second, 1L));
        try (SafeTensorsWriter writer = SafeTensorsWriter.create(folder.resolve(file), plan)) {
            writer.append(first, ByteBuffer.wrap(bytes(4)));
            writer.append(second, ByteBuffer.wrap(bytes(4)));
            return writer.finish().of(name -> true);
        }
    }

    @Test
    void unfinishedFile_leavesNothing() throws IOException {
        try (SafeTensorsWriter writer =
                SafeTensorsWriter.create(folder.resolve("x.safetensors"), List.of(TensorSpec.f32("a", 2L)))) {
            writer.append("a", ByteBuffer.wrap(bytes(4)));
            assertThatThrownBy(writer::finish).hasMessageContaining("a is incomplete: 4 bytes");
            assertThatThrownBy(() -> writer.append("a", ByteBuffer.wrap(bytes(5))))
                    .hasMessageContaining("got more");
            assertThatThrownBy(() -> writer.append("b", ByteBuffer.wrap(bytes(4))))
                    .hasMessageContaining("expected a, got b");
        }
        try (var files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}} | 'a' is F32 [2] but",
                "{\"a\":{\"dtype\":\"F33\",\"shape\":[1],\"data_offsets\":[0,4]}} | 'a' has the unknown dtype 'F33'",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[4,12]}} | 'a' lies at [4,12] but the file holds 8",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[8,4]}} | 'a' lies at [8,4]",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}} | 'a' has the shape [-1]",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[4611686018427387904,4],\"data_offsets\":[0,0]}} | impossible shape",
                "{\"a\":{\"dtype\":\"F32\",\"data_offsets\":[0,4]}} | 'a' has no shape",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1]}} | 'a' needs data_offsets",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":{\"x\":0,\"y\":4}}} | 'a' needs data_offsets",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0.5,4.5]}} | 'a' needs data_offsets",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4,8]}} | 'a' needs data_offsets",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":{\"x\":1},\"data_offsets\":[0,4]}} | 'a' has no shape",
                "{\"a\":7} | 'a' has the unknown dtype ''",
                "{\"__metadata__\":[]} | __metadata__ is not a JSON object",
                "{\"__metadata__\":{\"x\":1}} | __metadata__.x is not a text",
                "{\"a\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0,4]},\"b\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[3,5]}} | 'b' overlaps tensor 'a'",
                "{\"a\":{},\"a\":{}} | not valid JSON",
                "[] | not a JSON object",
                "{\"a\" | not valid JSON",
            })
    void brokenHeader_isAClearError(String header, String message) throws IOException {
        assertThatThrownBy(() -> SafeTensorsFile.open(file(header.getBytes(UTF_8), header.length())))
                .isInstanceOf(SafeTensorsException.class)
                .hasMessageContaining("x.safetensors")
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({"0", "-5", "10000000000", "19"})
    void wrongHeaderLength_isAClearError(long length) throws IOException {
        assertThatThrownBy(() -> SafeTensorsFile.open(file("{\"a\":1}".getBytes(UTF_8), length)))
                .isInstanceOf(SafeTensorsException.class)
                .hasMessageContaining("header length " + length);
    }

    @Test
    void document_inMemory_isTheFileAndCarriesMetadata() throws IOException {
        TensorSpec spec = TensorSpec.f32("tokens", 1L, 2L);
        byte[] bytes = SafeTensorsDocument.write(spec, new float[] {1, -2}, Map.of("b", "2", "a", "1"));
        SafeTensorsDocument document = SafeTensorsDocument.parse("blob", bytes);
        assertThat(document.names()).containsExactly("tokens");
        assertThat(document.metadata()).isEqualTo(Map.of("a", "1", "b", "2"));
        assertThat(document.shape("tokens")).containsExactly(1, 2);
        assertThat(document.floats("tokens")).containsExactly(1, -2);
        assertThatThrownBy(() -> document.longs("tokens")).hasMessage("blob: tensor 'tokens' is F32, not I64");
        assertThatThrownBy(() -> document.floats("x")).hasMessage("blob: has no tensor 'x'");
        assertThat(SafeTensorsDocument.read(Files.write(folder.resolve("x"), bytes))
                        .floats("tokens"))
                .containsExactly(1, -2);
    }

    @ParameterizedTest
    @CsvSource({"-1", "0", "1", "7", "8", "20"})
    void document_cut_isAClearError(int length) {
        byte[] bytes = SafeTensorsDocument.write(TensorSpec.f32("a", 1L), new float[] {1}, Map.of());
        byte[] cut = Arrays.copyOf(bytes, length < 0 ? bytes.length + length : length);
        assertThatThrownBy(() -> SafeTensorsDocument.parse("blob", cut))
                .isInstanceOf(SafeTensorsException.class)
                .hasMessageStartingWith("blob: ");
    }

    @Test
    void missingTensorAndMissingFile_areNamed() throws IOException {
        Path path = file("{}".getBytes(UTF_8), 2);
        try (SafeTensorsFile file = SafeTensorsFile.open(path)) {
            assertThatThrownBy(() -> file.entry("ln.weight"))
                    .hasMessageContaining("x.safetensors")
                    .hasMessageContaining("has no tensor 'ln.weight'");
        }
        assertThatThrownBy(() -> SafeTensorsFile.open(folder.resolve("none"))).hasMessageContaining("cannot be read");
        Path tooShort = Files.write(folder.resolve("short"), new byte[3]);
        assertThatThrownBy(() -> SafeTensorsFile.open(tooShort)).hasMessageContaining("only 3 bytes");
    }

    private Path file(byte[] header, long length) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(Long.BYTES + header.length + 8).order(ByteOrder.LITTLE_ENDIAN);
        content.putLong(length).put(header);
        return Files.write(folder.resolve("x.safetensors"), content.array());
    }

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) (i * 7 + 1);
        }
        return bytes;
    }
}
