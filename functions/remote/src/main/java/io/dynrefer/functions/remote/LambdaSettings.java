package io.dynrefer.functions.remote;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** How Lambda is reached: {@code dynrefer.lambda.*}. Credentials come from AWS's default chain. */
@ConfigMapping(prefix = "dynrefer.lambda")
public interface LambdaSettings {
    /** Address of a server other than AWS. */
    Optional<URI> endpoint();

    /** The functions' region; by default AWS's own default chain. */
    Optional<String> region();

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
