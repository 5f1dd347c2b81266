package io.dynrefer.functions.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynrefer.functions.common.ImageSettings;
import io.dynrefer.functions.common.Settings;
import io.dynrefer.functions.common.StoreSettings;
import io.dynrefer.referring.ReferRequest;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RequestReaderTest {
    private static final byte[] IMAGE = {1, 2, 3, 4};
    private static final String REQUEST = "{\"image\": \"AQIDBA==\", \"regions\": [{\"bbox\": [1, 2, 3, 4]}]}";

    private final BucketImages buckets = new BucketImages(
            Settings.of(GatewaySettings.class, Map.of()),
            Settings.of(ImageSettings.class, Map.of()),
            Settings.of(StoreSettings.class, Map.of()));
    private final RequestReader reader = new RequestReader(new ImageSource(buckets));

    @AfterEach
    void close() {
        buckets.close();
    }

    @Test
    void read_bodyAndForm_areTheSameRequest() {
        ReferRequest body = reader.read(REQUEST.getBytes(StandardCharsets.UTF_8));
        ReferRequest form = reader.read(null, REQUEST);

        assertThat(body.image().bytes()).isEqualTo(IMAGE);
        assertThat(form.image().bytes()).isEqualTo(IMAGE);
        assertThat(form.regions()).isEqualTo(body.regions()).hasSize(1);
    }

    @Test
    void readJob_bodyAndForm_areTheSameJob() {
        assertThat(reader.readJob(REQUEST.getBytes(StandardCharsets.UTF_8))
                        .image()
                        .bytes())
                .isEqualTo(reader.readJob(null, REQUEST).image().bytes());
    }

    @Test
    void read_formWithoutRequest_isRefusedByTheField() {
        assertThatThrownBy(() -> reader.read(null, null)).isInstanceOfSatisfying(DynReferException.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
            assertThat(refusal.field()).contains("request");
            assertThat(refusal).hasMessageContaining("needs a part 'request'");
        });
    }
}
