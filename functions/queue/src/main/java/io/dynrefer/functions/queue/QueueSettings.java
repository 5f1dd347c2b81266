package io.dynrefer.functions.queue;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** The queues between the steps of jobs: {@code dynrefer.queues.*}. Credentials come from AWS's default chain. */
@ConfigMapping(prefix = "dynrefer.queues")
public interface QueueSettings {
    /** Address of the queue before the function {@code uploads}. */
    Optional<String> uploads();

    /** Address of the queue before the encode service. */
    Optional<String> encode();

    /** Address of the queue before the function {@code collect}. */
    Optional<String> collect();

    /** Address of a server other than AWS. */
    Optional<URI> endpoint();

    /** The queues' region; by default AWS's own default chain. */
    Optional<String> region();

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
