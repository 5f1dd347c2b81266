package io.dynrefer.functions.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynrefer.functions.api.GatewaySettings;
import io.dynrefer.functions.common.LimitSettings;
import io.dynrefer.functions.remote.FunctionNames;
import io.dynrefer.functions.remote.LambdaSettings;
import io.dynrefer.referring.ReferLimits;
import io.dynrefer.region.Task;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RemoteSettingsTest {
    @Test
    void defaults_areThoseOfTheDocumentation() {
        RemoteSettings settings = Settings.of(Map.of());

        assertThat(settings.modelCard()).isEqualTo("model.json");
        assertThat(settings.encode().url()).isEqualTo(URI.create("http://localhost:8081"));
        assertThat(settings.encode().timeout()).isEqualTo(Duration.ofSeconds(60));
        assertThat(settings.encode().attempts()).isEqualTo(3);
    }

    @Test
    void functions_haveTheNamesOfTheDocumentation() {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withMapping(LambdaSettings.class)
                .withMapping(FunctionNames.class)
                .withConverter(Duration.class, 200, Settings.DURATION)
                .build();
        LambdaSettings lambda = config.getConfigMapping(LambdaSettings.class);
        FunctionNames names = config.getConfigMapping(FunctionNames.class);

        assertThat(lambda.endpoint()).isEmpty();
        assertThat(lambda.region()).isEmpty();
        assertThat(lambda.timeout()).isEqualTo(Duration.ofSeconds(60));
        assertThat(lambda.attempts()).isEqualTo(3);
        assertThat(lambda.connections()).isEqualTo(64);
        assertThat(names.views()).isEqualTo("dynrefer-views");
        assertThat(Arrays.stream(Task.values()).map(names::of))
                .containsExactly("dynrefer-tags", "dynrefer-category", "dynrefer-attributes", "dynrefer-caption");
    }

    @Test
    void gatewayDefaults_areThoseOfReferring() {
        GatewaySettings settings = new SmallRyeConfigBuilder()
                .withMapping(GatewaySettings.class)
                .build()
                .getConfigMapping(GatewaySettings.class);

        assertThat(settings.maxInFlight()).isEqualTo(32);
        assertThat(settings.threads()).isEqualTo(4);
        assertThat(settings.maxBodyBytes()).isEqualTo(48 << 20);
        assertThat(settings.imageBuckets()).isEmpty();
        assertThat(new SmallRyeConfigBuilder()
                        .withMapping(LimitSettings.class)
                        .build()
                        .getConfigMapping(LimitSettings.class)
                        .asLimits())
                .isEqualTo(ReferLimits.DEFAULT);
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
