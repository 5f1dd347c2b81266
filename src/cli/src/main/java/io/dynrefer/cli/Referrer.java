package io.dynrefer.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dynrefer.pipeline.ReferResponse;

/** Something that answers a request about a photo. */
interface Referrer extends AutoCloseable {
    /**
     * Answers.
     *
     * @param request the body of {@code POST /v1/refer} without its image
     * @param photo encoded image bytes
     */
    ReferResponse refer(ObjectNode request, byte[] photo);

    @Override
    void close();
}
