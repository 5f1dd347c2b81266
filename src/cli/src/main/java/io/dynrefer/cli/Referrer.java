package io.dynrefer.cli;

import io.dynrefer.referring.ReferResponse;

/** Something that answers a request about a photo. */
interface Referrer extends AutoCloseable {
    /** Answers; a region that cannot be answered carries its own error. */
    ReferResponse refer(Inquiry inquiry);

    @Override
    void close();
}
