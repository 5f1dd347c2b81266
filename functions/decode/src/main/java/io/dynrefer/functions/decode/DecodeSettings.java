package io.dynrefer.functions.decode;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/** A decode function: {@code dynrefer.*}. Which task it answers is {@code quarkus.funqy.export}. */
@ConfigMapping(prefix = "dynrefer")
public interface DecodeSettings {
    /** The folder of the weights. */
    Path weights();

    /** How it works: {@code dynrefer.decode.*}. */
    Work decode();

    /** How much is computed at once. */
    interface Work {
        /** Most regions in one forward pass. */
        @WithDefault("8")
        int batchSize();
    }
}
