package io.dynrefer.functions.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynrefer.functions.common.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GatewaySettingsTest {
    @Test
    void defaults_areThoseOfTheDocumentation() {
        GatewaySettings settings = Settings.of(GatewaySettings.class, Map.of());

        assertThat(settings.maxInFlight()).isEqualTo(32);
        assertThat(settings.threads()).isEqualTo(4);
        assertThat(settings.maxBodyBytes()).isEqualTo(48 << 20);
        assertThat(settings.imageBuckets()).isEmpty();
    }
}
