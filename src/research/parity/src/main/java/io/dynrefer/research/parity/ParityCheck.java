package io.dynrefer.research.parity;

import java.nio.file.Path;

/** One kind of comparison over one kind of fixture folder. */
interface ParityCheck {
    /** Whether the folder holds this check's files. */
    boolean applies(Path folder);

    /** Compares everything it can and adds a line per array; a missing or malformed fixture is an exception. */
    void run(Path folder, ParityReport report);
}
