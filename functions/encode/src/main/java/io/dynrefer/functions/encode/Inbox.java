package io.dynrefer.functions.encode;

import io.dynrefer.functions.aws.QueueSettings;
import io.dynrefer.referring.jobs.Attempt;
import io.dynrefer.referring.jobs.JobId;
import io.dynrefer.referring.jobs.JobQueue;
import io.dynrefer.region.DynReferException;
import io.dynrefer.store.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** The queue of jobs to encode, as its consumer sees it. Failures are the SDK's own. */
final class Inbox {
    private static final Logger LOG = Logger.getLogger(Inbox.class);
    private static final int MOST_AT_ONCE = 10;

    private final SqsClient sqs;
    private final QueueSettings settings;
    private final String address;

    Inbox(SqsClient sqs, QueueSettings settings, String address) {
        this.sqs = sqs;
        this.settings = settings;
        this.address = address;
    }

    /** Messages that were received together, by job; the same job may have come more than once. */
    record Batch(Map<JobId, List<Message>> messages, Map<JobId, Attempt> attempts) {
        /** The messages of these jobs. */
        private List<Message> of(Set<JobId> jobs) {
            return jobs.stream()
                    .flatMap(job -> messages.getOrDefault(job, List.of()).stream())
                    .toList();
        }

        private List<Message> all() {
            return of(messages.keySet());
        }
    }

    /** Waits for messages; what is no message of this system is left to the dead letters. */
    Batch receive() {
        List<Message> received = sqs.receiveMessage(request -> request.queueUrl(address)
                        .maxNumberOfMessages(MOST_AT_ONCE)
                        .waitTimeSeconds((int) settings.waitTime().toSeconds())
                        .visibilityTimeout((int) settings.visibility().toSeconds())
                        .messageSystemAttributeNames(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT))
                .messages();
        Batch batch = new Batch(new LinkedHashMap<>(), new LinkedHashMap<>());
        for (Message message : received) {
            try {
                JobId job = Json.read(message.body(), JobQueue.Message.class).job();
                batch.messages()
                        .computeIfAbsent(job, unused -> new ArrayList<>())
                        .add(message);
                batch.attempts().merge(job, attempt(message), Inbox::later);
            } catch (DynReferException e) {
                LOG.errorf("The message %s names no job: %s", message.messageId(), e.getMessage());
            }
        }
        return batch;
    }

    private Attempt attempt(Message message) {
        String count = message.attributes().getOrDefault(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "1");
        return Attempt.of(Integer.parseInt(count), settings.attempts());
    }

    private static Attempt later(Attempt one, Attempt other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** Keeps a batch hidden from other consumers for another while. */
    void extend(Batch batch) {
        hide(batch.all(), settings.visibility());
    }

    /** Lets another consumer have these jobs at once. */
    void giveBack(Batch batch, Set<JobId> jobs) {
        hide(batch.of(jobs), Duration.ZERO);
    }

    private void hide(List<Message> messages, Duration time) {
        for (List<Message> piece : pieces(messages)) {
            sqs.changeMessageVisibilityBatch(request -> request.queueUrl(address)
                    .entries(IntStream.range(0, piece.size())
                            .mapToObj(i -> ChangeMessageVisibilityBatchRequestEntry.builder()
                                    .id(String.valueOf(i))
                                    .receiptHandle(piece.get(i).receiptHandle())
                                    .visibilityTimeout((int) time.toSeconds())
                                    .build())
                            .toList()));
        }
    }

    /** Removes the messages of these jobs. */
    void delete(Batch batch, Set<JobId> jobs) {
        for (List<Message> piece : pieces(batch.of(jobs))) {
            sqs.deleteMessageBatch(request -> request.queueUrl(address)
                    .entries(IntStream.range(0, piece.size())
                            .mapToObj(i -> DeleteMessageBatchRequestEntry.builder()
                                    .id(String.valueOf(i))
                                    .receiptHandle(piece.get(i).receiptHandle())
                                    .build())
                            .toList()));
        }
    }

    /** SQS takes no empty batch. */
    private static List<List<Message>> pieces(List<Message> messages) {
        return messages.isEmpty() ? List.of() : List.of(messages);
    }
}
