package io.dynrefer.functions.views;

import com.fasterxml.jackson.databind.JsonNode;
import io.dynrefer.referring.jobs.JobId;
import io.dynrefer.referring.jobs.JobKeys;
import io.dynrefer.region.DynReferException;
import io.dynrefer.store.Json;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which jobs an event is about. Understood are S3 notifications, EventBridge's {@code Object Created}, and
 * {@code {"job": id}}, as the event itself, as the body of a message, or wrapped by a service on their way (SNS's
 * {@code Message}, an SQS body in another); objects that are no part of an upload, and S3's test event, are about none.
 *
 * @param bucket the store's bucket; an event about another one is refused. Empty: any
 * @param prefix what the store puts before every key
 */
record JobEvent(Optional<String> bucket, String prefix) {
    private static final String OBJECT_CREATED = "Object Created";
    private static final String TEST_EVENT = "s3:TestEvent";
    private static final int MAX_WRAPPED = 3;

    /** The jobs; anything else than these events is refused. */
    List<JobId> jobs(JsonNode event) {
        return jobs(event, MAX_WRAPPED);
    }

    private List<JobId> jobs(JsonNode event, int mayBeWrapped) {
        JsonNode wrapped = event.has("Message") ? event.path("Message") : event.path("body");
        if (wrapped.isTextual() && mayBeWrapped > 0) {
            return jobs(Json.read(wrapped.textValue(), JsonNode.class), mayBeWrapped - 1);
        }
        if (event.path("job").isTextual()) {
            return List.of(new JobId(event.path("job").textValue()));
        }
        if (event.path("detail-type").asText().equals(OBJECT_CREATED)) {
            JsonNode detail = event.path("detail");
            return object(detail.path("bucket"), text(detail.path("object").path("key"), "detail.object.key")).stream()
                    .toList();
        }
        if (event.path("Event").asText().equals(TEST_EVENT)) {
            return List.of();
        }
        if (event.path("Records").isArray()) {
            return notification(event.path("Records"));
        }
        throw DynReferException.invalid(
                "event", "Neither an S3 notification, nor EventBridge's '" + OBJECT_CREATED + "', nor {\"job\": id}.");
    }

    /** The jobs of a message's body. */
    List<JobId> jobs(String body) {
        return jobs(Json.read(body, JsonNode.class));
    }

    private List<JobId> notification(JsonNode records) {
        List<JobId> jobs = new ArrayList<>();
        for (JsonNode record : records) {
            JsonNode s3 = record.path("s3");
            String key = text(s3.path("object").path("key"), "Records[].s3.object.key");
            // A notification's keys are encoded as in a form; EventBridge's are not.
            object(s3.path("bucket"), decoded(key))
                    .filter(job -> !jobs.contains(job))
                    .ifPresent(jobs::add);
        }
        return jobs;
    }

    /** A percent sign that stands for itself: whoever wrote the key did not encode it. */
    private static String decoded(String key) {
        try {
            return URLDecoder.decode(key, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return key;
        }
    }

    private Optional<JobId> object(JsonNode eventBucket, String key) {
        String name = text(eventBucket.path("name"), "bucket.name");
        if (bucket.isPresent() && !bucket.get().equals(name)) {
            throw DynReferException.invalid(
                    "bucket", "The event is about the bucket " + name + ", the store is " + bucket.get() + ".");
        }
        return JobKeys.uploadedBy(prefix, key);
    }

    private static String text(JsonNode node, String field) {
        if (!node.isTextual()) {
            throw DynReferException.invalid(field, "The event has no " + field + ".");
        }
        return node.textValue();
    }
}
