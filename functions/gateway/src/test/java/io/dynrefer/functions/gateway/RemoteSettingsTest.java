package io.dynrefer.functions.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynrefer.functions.common.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RemoteSettingsTest {
    @Test
    void defaults_areThoseOfTheDocumentation() {
        RemoteSettings settings = Settings.of(
                RemoteSettings.class,
                Map.of("dynrefer.model-card", "model.json", "dynrefer.encode.url", "http://localhost:8081"));

        assertThat(settings.modelCard()).isEqualTo("model.json");
        assertThat(settings.encode().url()).isEqualTo(URI.create("http://localhost:8081"));
        assertThat(settings.encode().timeout()).isEqualTo(Duration.ofSeconds(60));
        assertThat(settings.encode().attempts()).isEqualTo(3);
    }

    @Test
    void settings_nameThePropertyThatIsMissing() {
        assertThatThrownBy(() -> Settings.of(RemoteSettings.class, Map.of("dynrefer.model-card", "model.json")))
                .hasMessageContaining("dynrefer.encode.url");
    }
}
