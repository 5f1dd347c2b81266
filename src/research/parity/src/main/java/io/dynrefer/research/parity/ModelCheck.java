package io.dynrefer.research.parity;

import java.nio.file.Path;

/** A comparison over a {@link ModelFixture}. */
interface ModelCheck extends ParityCheck {
    @Override
    default boolean applies(Path folder) {
        return ModelFixture.isIn(folder);
    }

    @Override
    default void run(Path folder, ParityReport report) {
        compare(ModelFixture.read(folder), report);
    }

    /** Compares everything it can. */
    void compare(ModelFixture fixture, ParityReport report);
}
