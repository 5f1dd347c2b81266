package io.dynrefer.functions.common;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;

/** Settings as the application reads them, without a running application. */
public final class Settings {
    private Settings() {}

    /** These settings, with the properties that are given and the defaults of the others. */
    public static <T> T of(Class<T> mapping, Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .withMapping(mapping)
                // The application's own way to read a duration: a number and a unit.
                .withConverter(Duration.class, 200, text -> Duration.parse("PT" + text))
                .withDefaultValues(properties)
                .build()
                .getConfigMapping(mapping);
    }
}
