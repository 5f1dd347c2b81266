package io.dynrefer.functions.api;

import io.dynrefer.pipeline.ReferRequest;
import io.dynrefer.pipeline.WireRequest;
import io.dynrefer.region.DynReferException;
import io.dynrefer.store.Json;
import jakarta.inject.Singleton;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** Reads a request with its image, from a JSON body or a form. */
@Singleton
public final class RequestReader {
    private final ImageSource images;

    RequestReader(ImageSource images) {
        this.images = images;
    }

    /** The request that this JSON is. */
    ReferRequest read(byte[] json) {
        WireRequest wire = Json.read(json, WireRequest.class);
        return wire.toRequest(images.named(wire.image()));
    }

    /** The request in a form's part {@code request}, about its file {@code image}. */
    ReferRequest read(@Nullable FileUpload image, @Nullable String request) {
        if (request == null) {
            throw DynReferException.invalid(
                    "request",
                    "The form needs a part 'request' with the JSON of the request, e.g. {\"regions\": [{\"bbox\":"
                            + " [x, y, width, height]}]}.");
        }
        WireRequest wire = Json.read(request, WireRequest.class);
        return wire.toRequest(images.uploaded(image, wire.image()));
    }
}
