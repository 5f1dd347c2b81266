package io.dynrefer.referring.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dynrefer.referring.EncodedImage;
import io.dynrefer.referring.ReferRequest;
import io.dynrefer.referring.WireRequest;
import io.dynrefer.region.DynReferException;
import io.dynrefer.store.Json;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The question of a job: a request as the API takes it and, beside its members, {@code webhook}, an address that is
 * told when the answer is there.
 *
 * @param wire the request; in an upload without its image, which is an object of its own
 * @param webhook absent: nobody is told
 */
public record JobRequest(WireRequest wire, @Nullable URI webhook) implements UploadedRequest {
    static final String WEBHOOK = "webhook";
    private static final String IMAGE = "image";

    /** Reads the JSON of a job's request; anything malformed is a 400 that names the field. */
    public static JobRequest read(byte[] json) {
        return of(Json.readSent(json, ObjectNode.class));
    }

    /** Reads these members, and changes them. */
    static JobRequest of(ObjectNode members) {
        URI webhook = UploadedRequest.takeWebhook(members);
        return new JobRequest(Json.readSent(members, WireRequest.class), webhook);
    }

    @Override
    public Optional<URI> listener() {
        return Optional.ofNullable(webhook);
    }

    /** The request about an uploaded image; naming another image contradicts it. */
    ReferRequest about(EncodedImage image) {
        if (wire.image() != null) {
            throw DynReferException.invalid(
                    IMAGE, "request.json names an image and there is one beside it; leave out the member 'image'.");
        }
        return withoutExamples(wire.toRequest(image));
    }

    /** The steps of jobs know one image each. */
    static ReferRequest withoutExamples(ReferRequest request) {
        if (request.vocabulary().regions() > 0 || request.vocabulary().kept() != null) {
            throw DynReferException.invalid(
                    WireRequest.VOCABULARY,
                    "A job's vocabulary is of words: send questions with examples, or with a vocabulary by its name,"
                            + " to /v1/refer.");
        }
        return request;
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
