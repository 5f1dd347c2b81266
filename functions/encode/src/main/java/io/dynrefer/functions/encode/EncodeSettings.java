package io.dynrefer.functions.encode;

import io.dynrefer.functions.common.BatchSettings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/** The encode service: {@code dynrefer.*}. */
@ConfigMapping(prefix = "dynrefer")
public interface EncodeSettings {
    /** The folder of the weights. */
    Path weights();

    /** How it works: {@code dynrefer.encode.*}. */
    Work encode();

    /** How much is computed at once, and how much waits. */
    interface Work extends BatchSettings {
        /** Requests in work at once: one per accelerator; more threads share the processor's cores. */
        @WithDefault("1")
        int threads();

        /** Most regions (times selections of views) of several jobs that are encoded together. */
        @WithDefault("64")
        int groupItems();

        /** Requests that wait for their turn; more are refused with 503 and {@code Retry-After}. */
        @WithDefault("32")
        int queue();
    }
}
