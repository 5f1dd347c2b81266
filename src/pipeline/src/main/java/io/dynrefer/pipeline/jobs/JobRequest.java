package io.dynrefer.pipeline.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dynrefer.pipeline.EncodedImage;
import io.dynrefer.pipeline.ReferRequest;
import io.dynrefer.pipeline.WireRequest;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.store.Json;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The question of a job: a request as the API takes it and, beside its members, {@code webhook}, an address that is
 * told when the answer is there.
 *
 * @param wire the request; in an upload without its image, which is an object of its own
 * @param webhook absent: nobody is told
 */
public record JobRequest(WireRequest wire, @Nullable URI webhook) {
    private static final String WEBHOOK = "webhook";
    private static final String IMAGE = "image";

    /** Reads the JSON of a job's request; anything malformed is a 400 that names the field. */
    public static JobRequest read(byte[] json) {
        ObjectNode members = Json.read(json, ObjectNode.class);
        JsonNode webhook = members.remove(WEBHOOK);
        return new JobRequest(
                Json.read(Json.write(members), WireRequest.class),
                webhook == null || webhook.isNull() ? null : address(webhook));
    }

    private static URI address(JsonNode webhook) {
        try {
            if (webhook.isTextual()) {
                return new URI(webhook.textValue());
            }
        } catch (URISyntaxException e) {
            throw new DynReferException(ErrorCode.INVALID_REQUEST, WEBHOOK, "webhook is not an address.", e);
        }
        throw DynReferException.invalid(WEBHOOK, "webhook is an address, e.g. https://host/path.");
    }

    /** Who wants to be told, if anybody. */
    public Optional<URI> listener() {
        return Optional.ofNullable(webhook);
    }

    /** The request about an uploaded image; naming another image contradicts it. */
    ReferRequest about(EncodedImage image) {
        if (wire.image() != null) {
            throw DynReferException.invalid(
                    IMAGE, "request.json names an image and there is one beside it; leave out the member 'image'.");
        }
        return wire.toRequest(image);
    }

    /** The JSON to upload beside the image. */
    byte[] document() {
        ObjectNode members = Json.mapper().valueToTree(wire);
        members.remove(IMAGE);
        if (webhook != null) {
            members.put(WEBHOOK, webhook.toString());
        }
        return Json.write(members);
    }
}
