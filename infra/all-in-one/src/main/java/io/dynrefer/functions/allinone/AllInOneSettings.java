package io.dynrefer.functions.allinone;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/** The system in one process: {@code dynrefer.*}. */
@ConfigMapping(prefix = "dynrefer")
public interface AllInOneSettings {
    /** The folder of the weights. */
    Path weights();

    /** The folder of the photo that the start message asks about. */
    @WithDefault("examples")
    Path examples();

    /** How the functions work: {@code dynrefer.local.*}. */
    Work local();

    /** How much is computed at once. */
    interface Work {
        /** Threads that run the functions. */
        @WithDefault("4")
        int threads();

        /** Most crops or regions in one forward pass. */
        @WithDefault("8")
        int batchSize();
    }
}
