package io.dynrefer.functions.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynrefer.functions.common.ImageSettings;
import io.dynrefer.functions.common.Settings;
import io.dynrefer.functions.common.StoreSettings;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageSourceTest {
    private static final byte[] IMAGE = {1, 2, 3, 4};
    private static final String BASE64 = Base64.getEncoder().encodeToString(IMAGE);

    private final BucketImages buckets = new BucketImages(
            Settings.of(GatewaySettings.class, Map.of()),
            Settings.of(ImageSettings.class, Map.of()),
            Settings.of(StoreSettings.class, Map.of()));
    private final ImageSource source = new ImageSource(buckets);

    @AfterEach
    void close() {
        buckets.close();
    }

    @Test
    void named_base64AndDataUri_areTheBytes() {
        assertThat(source.named(BASE64).bytes()).isEqualTo(IMAGE);
        assertThat(source.named("data:image/png;base64," + BASE64).bytes()).isEqualTo(IMAGE);
    }

    @Test
    void uploaded_withoutFile_isTheNamedImage() {
        assertThat(source.uploaded(null, BASE64).bytes()).isEqualTo(IMAGE);
        assertThatThrownBy(() -> source.uploaded(null, null)).hasMessageContaining("has no image");
    }

    @ParameterizedTest
    @CsvSource({
        "'data:image/png,AQID', must be base64",
        "https://example.org/cat.jpg, not fetched from addresses",
        "file:///etc/passwd, not fetched from addresses",
        "s3://photos/cat.jpg, photos",
        "'not*base64', is not base64"
    })
    void named_anythingElse_isRefusedByTheField(String image, String saying) {
        assertThatThrownBy(() -> source.named(image)).isInstanceOfSatisfying(DynReferException.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
            assertThat(refusal.field()).contains("image");
            assertThat(refusal).hasMessageContaining(saying);
        });
    }
}
