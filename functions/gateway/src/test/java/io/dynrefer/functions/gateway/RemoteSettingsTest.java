package io.dynrefer.functions.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynrefer.functions.api.GatewaySettings;
import io.dynrefer.pipeline.ReferLimits;
import io.dynrefer.region.Task;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RemoteSettingsTest {
    @Test
    void defaults_areThoseOfTheDocumentation() {
        RemoteSettings settings = Settings.of(Map.of());

        assertThat(settings.modelCard()).isEqualTo(Path.of("model.json"));
        assertThat(settings.encode().url()).isEqualTo(URI.create("http://localhost:8081"));
        assertThat(settings.encode().timeout()).isEqualTo(Duration.ofSeconds(60));
        assertThat(settings.encode().attempts()).isEqualTo(3);
        assertThat(settings.lambda().endpoint()).isEmpty();
        assertThat(settings.lambda().region()).isEmpty();
        assertThat(settings.lambda().timeout()).isEqualTo(Duration.ofSeconds(60));
        assertThat(settings.lambda().attempts()).isEqualTo(3);
        assertThat(settings.lambda().connections()).isEqualTo(64);
        assertThat(settings.functions().views()).isEqualTo("dynrefer-views");
        assertThat(Arrays.stream(Task.values()).map(settings.functions()::of))
                .containsExactly("dynrefer-tags", "dynrefer-category", "dynrefer-attributes", "dynrefer-caption");
    }

    @Test
    void gatewayDefaults_areThePipelinesOwn() {
        GatewaySettings settings = new SmallRyeConfigBuilder()
                .withMapping(GatewaySettings.class)
                .build()
                .getConfigMapping(GatewaySettings.class);

        assertThat(settings.maxInFlight()).isEqualTo(32);
        assertThat(settings.threads()).isEqualTo(4);
        assertThat(settings.maxBodyBytes()).isEqualTo(48 << 20);
        assertThat(settings.imageBuckets()).isEmpty();
        assertThat(settings.limits().asLimits()).isEqualTo(ReferLimits.DEFAULT);
    }

    @Test
    void settings_nameThePropertyThatIsMissing() {
        assertThatThrownBy(() -> new SmallRyeConfigBuilder()
                        .withMapping(RemoteSettings.class)
                        .withDefaultValue("dynrefer.model-card", "model.json")
                        .build())
                .hasMessageContaining("dynrefer.encode.url");
    }
}
