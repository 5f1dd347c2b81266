package io.dynrefer.functions.api;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** Settings as the application reads them. */
final class Settings {
    private Settings() {}

    static <T> T of(Class<T> mapping, Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .withMapping(mapping)
                .withDefaultValues(properties)
                .build()
                .getConfigMapping(mapping);
    }
}
