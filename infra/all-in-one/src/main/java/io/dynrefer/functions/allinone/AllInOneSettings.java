package io.dynrefer.functions.allinone;

import io.dynrefer.functions.common.BatchSettings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** The system in one process: {@code dynrefer.*}. */
@ConfigMapping(prefix = "dynrefer")
public interface AllInOneSettings {
    /** The folder of the weights. */
    Path weights();

    /** The folder of the photo that the start message asks about. */
    @WithDefault("examples")
    Path examples();

    /** The folder of an index to search; without it {@code POST /v1/search} is refused. */
    Optional<Path> index();

    /** How the functions work: {@code dynrefer.local.*}. */
    Work local();

    /** How much is computed at once. */
    interface Work extends BatchSettings {
        /** Threads that run the functions. */
        @WithDefault("4")
        int threads();
    }
}
