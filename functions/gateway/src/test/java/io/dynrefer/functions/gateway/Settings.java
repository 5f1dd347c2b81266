package io.dynrefer.functions.gateway;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.config.spi.Converter;

/** Settings as the application reads them. */
final class Settings {
    /** The application's own way to read a duration: a number and a unit. */
    static final Converter<Duration> DURATION = text -> Duration.parse("PT" + text);

    private Settings() {}

    static RemoteSettings of(Map<String, String> properties) {
        Map<String, String> all = new HashMap<>(
                Map.of("dynrefer.model-card", "model.json", "dynrefer.encode.url", "http://localhost:8081"));
        all.putAll(properties);
        return new SmallRyeConfigBuilder()
                .withMapping(RemoteSettings.class)
                .withConverter(Duration.class, 200, DURATION)
                .withDefaultValues(all)
                .build()
                .getConfigMapping(RemoteSettings.class);
    }
}
