package io.dynrefer.functions.views;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dynrefer.functions.aws.QueueSettings;
import io.dynrefer.functions.common.StoreSettings;
import io.dynrefer.referring.jobs.Attempt;
import io.dynrefer.referring.jobs.JobId;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.BiConsumer;
import org.jboss.logging.Logger;

/**
 * Takes an event of any kind to a step of jobs. A batch from SQS is answered with the messages that failed, so that its
 * other messages are not delivered again; any other event fails as a whole.
 */
@Singleton
public final class JobEvents {
    private static final Logger LOG = Logger.getLogger(JobEvents.class);
    private static final String FROM_QUEUE = "aws:sqs";

    private final JobEvent event;
    private final int attempts;

    JobEvents(StoreSettings store, QueueSettings queues) {
        this.event = new JobEvent(store.s3().bucket(), store.s3().prefix().orElse(""));
        this.attempts = queues.attempts();
    }

    /** Does {@code step} for every job of the event; returns what Lambda wants to know. */
    ObjectNode handle(JsonNode json, BiConsumer<JobId, Attempt> step) {
        return json.path("Records").path(0).path("eventSource").asText().equals(FROM_QUEUE)
                ? batch(json.path("Records"), step)
                : single(json, step);
    }

    private ObjectNode single(JsonNode json, BiConsumer<JobId, Attempt> step) {
        List<JobId> jobs = event.jobs(json);
        jobs.forEach(job -> step.accept(job, Attempt.MORE_TO_COME));
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode names = answer.putArray("jobs");
        jobs.forEach(job -> names.add(job.value()));
        return answer;
    }

    private ObjectNode batch(JsonNode messages, BiConsumer<JobId, Attempt> step) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode failures = answer.putArray("batchItemFailures");
        for (JsonNode message : messages) {
            String id = message.path("messageId").asText();
            try {
                Attempt attempt = attempt(message);
                event.jobs(message.path("body").asText()).forEach(job -> step.accept(job, attempt));
            } catch (RuntimeException | Error e) { // Whatever it is, the neighbours are not to be repeated for it.
                LOG.errorf(e, "Message %s failed", id);
                failures.addObject().put("itemIdentifier", id);
            }
        }
        return answer;
    }

    private Attempt attempt(JsonNode message) {
        int received =
                message.path("attributes").path("ApproximateReceiveCount").asInt(1);
        return Attempt.of(received, attempts);
    }
}
