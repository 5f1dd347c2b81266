package io.dynrefer.functions.gateway;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;

/** Which model answers, and where the encode service is: {@code dynrefer.*}. */
@ConfigMapping(prefix = "dynrefer")
public interface RemoteSettings {
    /** The model card of the weights that the functions run: the file {@code model.json}, or its content. */
    String modelCard();

    /** The encode service. */
    Encode encode();

    /** What is done about jobs at the start. */
    Jobs jobs();

    /** What is done about jobs at the start. */
    interface Jobs {
        /** Whether jobs without an answer are sent to {@code dynrefer.queues.uploads} again. */
        @WithDefault("false")
        boolean resume();
    }

    /** The encode service. */
    interface Encode {
        /** Its address, e.g. {@code http://localhost:8081}. */
        URI url();

        /** How long one call may take, waiting for the model included. */
        @WithDefault("60s")
        Duration timeout();

        /** How often a call is tried while the service says that a retry helps. */
        @WithDefault("3")
        int attempts();
    }
}
