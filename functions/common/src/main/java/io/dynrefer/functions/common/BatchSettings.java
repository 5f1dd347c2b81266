package io.dynrefer.functions.common;

import io.dynrefer.region.BatchSizes;
import java.util.OptionalInt;

/** How much goes through the network at once: a part of the settings of every function that has one. */
public interface BatchSettings {
    /** Most crops, regions or captions in one forward pass; what suits processors ({@link BatchSizes}) unless given. */
    OptionalInt batchSize();

    /** These settings as the functions take them. */
    default BatchSizes batches() {
        return batchSize().isPresent() ? BatchSizes.of(batchSize().getAsInt()) : BatchSizes.DEFAULT;
    }
}
