package io.dynrefer.referring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynrefer.region.DynReferException;
import java.util.Base64;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageTextTest {
    /** Every byte, so that both letters in which the alphabets differ come up. */
    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        IntStream.range(0, length).forEach(i -> bytes[i] = (byte) (255 - i));
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 255, 256})
    void decode_asToolsWriteIt_isTheSameImage(int length) {
        byte[] bytes = bytes(length);
        String plain = Base64.getEncoder().encodeToString(bytes);
        for (String text : new String[] {
            plain,
            Base64.getMimeEncoder(76, new byte[] {'\n'}).encodeToString(bytes) + "\n",
            Base64.getMimeEncoder().encodeToString(bytes),
            Base64.getUrlEncoder().encodeToString(bytes),
            Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
            "data:image/jpeg;base64," + plain,
            "DATA:image/jpeg;charset=utf-8;BASE64, " + plain
        }) {
            assertThat(ImageText.decode(text).bytes()).as(text).isEqualTo(bytes);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "AA*A, character 3",
        "AA=A, character 4",
        "AAAAA, after 5 letters",
        "A===, after 1 letters",
        "AAA==, after 3"
    })
    void decode_otherText_saysWhere(String text, String where) {
        assertThatThrownBy(() -> ImageText.decode(text))
                .isInstanceOf(DynReferException.class)
                .hasMessageContaining(where);
    }

    @Test
    void decode_dataUriOfAnotherKind_isRefused() {
        assertThatThrownBy(() -> ImageText.decode("data:image/svg+xml,<svg/>")).hasMessageContaining("base64");
        assertThatThrownBy(() -> ImageText.decode("data:image/png;base64")).hasMessageContaining("base64");
    }
}
