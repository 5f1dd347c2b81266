package io.dynrefer.research.scenes.photos;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RccArchiveTest {
    private static final byte[] HERON = "a heron ".repeat(50).getBytes(UTF_8);

    private static Map<String, byte[]> files() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("heron.webp", HERON);
        files.put("grün.txt", "a leaf".getBytes(UTF_8));
        return files;
    }

    private static RccArchive parse(byte[] bytes) {
        return RccArchive.parse(bytes, "birds.rcc");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void read_givesEachFile(int version) {
        RccArchive archive = parse(RccFixture.archive(version, "birds", files(), RccFixture.NONE));
        assertThat(archive.paths()).containsExactly("/birds/grün.txt", "/birds/heron.webp");
        assertThat(archive.read("/birds/heron.webp")).isEqualTo(HERON);
        assertThat(archive.read("/birds/grün.txt")).asString(UTF_8).isEqualTo("a leaf");
    }

    @Test
    void read_decompressesZlib() {
        byte[] bytes = RccFixture.archive(3, "birds", files(), RccFixture.ZLIB);
        assertThat(bytes).hasSizeLessThan(HERON.length);
        assertThat(parse(bytes).read("/birds/heron.webp")).isEqualTo(HERON);
    }

    @Test
    void read_unknownPath_isNotFound() {
        RccArchive archive = parse(RccFixture.archive(3, "birds", files(), RccFixture.NONE));
        assertThatThrownBy(() -> archive.read("/birds/owl.webp"))
                .isInstanceOfSatisfying(
                        DynReferException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND))
                .hasMessage("birds.rcc has no file /birds/owl.webp.");
    }

    @Test
    void parse_otherFile_isRefused() {
        assertThatThrownBy(() -> parse("PK and so on".getBytes(UTF_8))).hasMessageContaining("\"qres\"");
    }

    @Test
    void parse_newerVersion_isRefused() {
        byte[] bytes = RccFixture.archive(3, "birds", files(), RccFixture.NONE);
        bytes[7] = 9;
        assertThatThrownBy(() -> parse(bytes)).hasMessageContaining("its version is 9");
    }

    @Test
    void parse_zstandard_isRefused() {
        byte[] bytes = RccFixture.archive(3, "birds", files(), RccFixture.ZSTD);
        assertThatThrownBy(() -> parse(bytes))
                .hasMessageContaining("/birds/heron.webp")
                .hasMessageContaining("Zstandard");
    }

    @Test
    void parse_cutShort_isRefused() {
        byte[] bytes = RccFixture.archive(3, "birds", files(), RccFixture.NONE);
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> parse(cut))
                    .isInstanceOf(DynReferException.class)
                    .hasMessageContaining("birds.rcc");
        }
    }

    @Test
    void parse_directoryWithinItself_isRefused() {
        assertThatThrownBy(() -> parse(RccFixture.cyclic())).hasMessageContaining("contains itself");
    }

    @Test
    void read_damagedData_isRefused() {
        byte[] bytes = RccFixture.archive(3, "birds", Map.of("heron.webp", HERON), RccFixture.ZLIB);
        bytes[24 + 4 + 4] = 0; // after the header, the length and the original length: zlib's own header
        RccArchive archive = parse(bytes);
        assertThatThrownBy(() -> archive.read("/birds/heron.webp")).hasMessageContaining("not compressed by zlib");
        bytes[24] = 0x7F;
        assertThatThrownBy(() -> parse(bytes).read("/birds/heron.webp")).isInstanceOf(DynReferException.class);
    }
}
