package io.dynrefer.functions.aws;

import io.dynrefer.functions.common.ServiceSettings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** The queues between the steps of jobs: {@code dynrefer.queues.*}. */
@ConfigMapping(prefix = "dynrefer.queues")
public interface QueueSettings extends ServiceSettings {
    /** Address of the queue before the function {@code uploads}. */
    Optional<String> uploads();

    /** Address of the queue before the encode service. */
    Optional<String> encode();

    /** Address of the queue before the function {@code collect}. */
    Optional<String> collect();

    /** Deliveries of a message before it goes to the dead letters: the queues' own maxReceiveCount. */
    @WithDefault("5")
    int attempts();

    /** How long one call waits for messages; 20 seconds at most. */
    @WithDefault("20s")
    Duration waitTime();

    /** How long a message stays hidden after it was received, or after that was extended. */
    @WithDefault("60s")
    Duration visibility();

    /** How long a stop waits for what is in work. */
    @WithDefault("90s")
    Duration drain();
}
