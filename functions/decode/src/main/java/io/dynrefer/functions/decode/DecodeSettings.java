package io.dynrefer.functions.decode;

import io.dynrefer.functions.common.BatchSettings;
import io.dynrefer.model.nn.Precision;
import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** A decode function: {@code dynrefer.*}. Which task it answers is {@code quarkus.funqy.export}. */
@ConfigMapping(prefix = "dynrefer")
public interface DecodeSettings {
    /** The folder of the weights. */
    Path weights();

    /**
     * How the weights are computed with: as the encode service does. By default what suits their size and this machine.
     */
    Optional<Precision> precision();

    /** How it works: {@code dynrefer.decode.*}. */
    Work decode();

    /** How much is computed at once. */
    interface Work extends BatchSettings {}
}
