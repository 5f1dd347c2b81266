package io.dynrefer.referring.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.store.Json;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an upload asks: about one image, or about those that a COCO file names. */
sealed interface UploadedRequest permits JobRequest, CocoRequest {
    /** Who wants to be told, if anybody. */
    Optional<URI> listener();

    /** Reads an upload's {@code request.json}; anything malformed is a 400 that names the field. */
    static UploadedRequest read(byte[] json) {
        ObjectNode members = Json.readSent(json, ObjectNode.class);
        return members.has(CocoRequest.IMAGES) ? CocoRequest.of(members) : JobRequest.of(members);
    }

    /** Removes the member {@code webhook} and reads it. */
    static @Nullable URI takeWebhook(ObjectNode members) {
        JsonNode webhook = members.remove(JobRequest.WEBHOOK);
        if (webhook == null || webhook.isNull()) {
            return null;
        }
        try {
            if (webhook.isTextual()) {
                return new URI(webhook.textValue());
            }
        } catch (URISyntaxException e) {
            throw new DynReferException(ErrorCode.INVALID_REQUEST, JobRequest.WEBHOOK, "webhook is not an address.", e);
        }
        throw DynReferException.invalid(JobRequest.WEBHOOK, "webhook is an address, e.g. https://host/path.");
    }
}
