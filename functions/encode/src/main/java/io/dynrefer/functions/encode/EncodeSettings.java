package io.dynrefer.functions.encode;

import io.dynrefer.functions.common.BatchSettings;
import io.dynrefer.model.nn.Precision;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** The encode service: {@code dynrefer.*}. */
@ConfigMapping(prefix = "dynrefer")
public interface EncodeSettings {
    /** The folder of the weights. */
    Path weights();

    /**
     * How the weights are computed with. By default what suits their size and this machine; encoder and decoders of one
     * system need the same, so a release says it.
     */
    Optional<Precision> precision();

    /** How it works: {@code dynrefer.encode.*}. */
    Work encode();

    /** What happens where the engine finds no GPU. */
    enum Gpu {
        /** It computes on the processor. */
        OPTIONAL,
        /** The service does not start. */
        REQUIRED
    }

    /** How much is computed at once, and how much waits. */
    interface Work extends BatchSettings {
        /** Whether a GPU has to be there. */
        @WithDefault("optional")
        Gpu gpu();

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
