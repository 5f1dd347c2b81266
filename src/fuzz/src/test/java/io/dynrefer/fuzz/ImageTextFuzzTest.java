package io.dynrefer.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.dynrefer.referring.ImageText;
import java.nio.charset.StandardCharsets;

/** Images as text: Base64 as tools write it, with and without data: in front. */
class ImageTextFuzzTest {
    @FuzzTest
    void text_isBase64OrRefused(byte[] data) throws Exception {
        Refusals.only(() -> ImageText.decode(new String(data, StandardCharsets.UTF_8)));
    }
}
