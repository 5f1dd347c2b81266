package io.dynrefer.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dynrefer.referring.EncodedImage;
import io.dynrefer.referring.ReferRequest;
import io.dynrefer.referring.WireRequest;
import io.dynrefer.store.Json;

/**
 * What the caller asks: as it is sent to a server, and as it is understood here.
 *
 * @param body the body of {@code POST /v1/refer} without its image
 */
record Inquiry(ObjectNode body, ReferRequest request) {
    /** Reads the body; what is malformed is a 400 that names the field. */
    static Inquiry of(ObjectNode body, byte[] photo) {
        WireRequest wire = Json.read(Json.write(body), WireRequest.class);
        return new Inquiry(body, wire.toRequest(new EncodedImage(photo)));
    }
}
