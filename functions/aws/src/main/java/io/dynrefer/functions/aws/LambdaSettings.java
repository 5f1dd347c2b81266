package io.dynrefer.functions.aws;

import io.dynrefer.functions.common.ServiceSettings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How Lambda is reached: {@code dynrefer.lambda.*}. */
@ConfigMapping(prefix = "dynrefer.lambda")
public interface LambdaSettings extends ServiceSettings {
    /** How long one call may take, all its attempts together. */
    @WithDefault("60s")
    Duration timeout();

    /** How often a call is tried. */
    @WithDefault("3")
    int attempts();

    /** Most calls at once. */
    @WithDefault("64")
    int connections();
}
