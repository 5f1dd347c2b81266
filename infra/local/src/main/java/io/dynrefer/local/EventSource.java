package io.dynrefer.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * A queue that feeds a function as Lambda's event source mapping does: receives up to ten messages, invokes the
 * function with them, and deletes all but those that it reports as failed. If the invocation fails, or its answer is
 * malformed or names a message that was not in the batch, none is deleted.
 */
final class EventSource implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int WAIT_SECONDS = 1; // Bounds how long a stop takes.
    private static final long PAUSE_MILLIS = 200;
    private static final int OK = 200;

    private final HttpClient http = HttpClient.newHttpClient();
    private final SqsClient sqs;
    private final Settings settings;
    private final Consumer<String> log;
    private final Thread thread;
    private volatile boolean closed;

    /**
     * What is fed by what.
     *
     * @param queue the queue's address
     * @param lambda the endpoint of the Lambda service
     * @param function the function's name there
     * @param batchSize most messages of one invocation, 1 to 10
     */
    public record Settings(String queue, URI lambda, String function, int batchSize) {
        private String queueName() {
            return queue.substring(queue.lastIndexOf('/') + 1);
        }
    }

    private EventSource(SqsClient sqs, Settings settings, Consumer<String> log) {
        this.sqs = sqs;
        this.settings = settings;
        this.log = log;
        this.thread = new Thread(this::run, "event source of " + settings.function());
    }

    /** Starts feeding; {@code log} hears what goes wrong. */
    public static EventSource start(SqsClient sqs, Settings settings, Consumer<String> log) {
        EventSource source = new EventSource(sqs, settings, log);
        source.thread.start();
        return source;
    }

    private void run() {
        try {
            while (!closed) {
                try {
                    turn();
                } catch (SdkException | IOException e) {
                    if (!closed) {
                        log.accept("[" + settings.function() + "] its queue or itself is away: " + e);
                        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // Closed; what was received is delivered again.
        }
    }

    private void turn() throws IOException, InterruptedException {
        List<Message> messages = sqs.receiveMessage(request -> request.queueUrl(settings.queue())
                        .maxNumberOfMessages(settings.batchSize())
                        .waitTimeSeconds(WAIT_SECONDS)
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages();
        if (messages.isEmpty()) {
            return;
        }
        HttpResponse<String> response = http.send(
                HttpRequest.newBuilder(settings.lambda()
                                .resolve("/2015-03-31/functions/" + settings.function() + "/invocations"))
                        .timeout(Duration.ofMinutes(15))
                        .POST(HttpRequest.BodyPublishers.ofString(event(messages, settings.queueName())))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        boolean failed = response.statusCode() != OK
                || response.headers().firstValue("X-Amz-Function-Error").isPresent();
        Set<String> ids = messages.stream().map(Message::messageId).collect(Collectors.toSet());
        Set<String> left = failed ? ids : reported(response.body(), ids);
        messages.stream()
                .filter(message -> !left.contains(message.messageId()))
                .forEach(message -> sqs.deleteMessage(
                        request -> request.queueUrl(settings.queue()).receiptHandle(message.receiptHandle())));
    }

    /** The document that Lambda makes of messages. */
    static String event(List<Message> messages, String queueName) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode records = document.putArray("Records");
        for (Message message : messages) {
            ObjectNode record = records.addObject();
            record.put("messageId", message.messageId())
                    .put("receiptHandle", message.receiptHandle())
                    .put("body", message.body())
                    .put("md5OfBody", message.md5OfBody())
                    .put("eventSource", "aws:sqs")
                    .put("eventSourceARN", "arn:aws:sqs:us-east-1:000000000000:" + queueName)
                    .put("awsRegion", "us-east-1");
            record.putObject("messageAttributes");
            ObjectNode attributes = record.putObject("attributes");
            for (Map.Entry<String, String> attribute :
                    message.attributesAsStrings().entrySet()) {
                attributes.put(attribute.getKey(), attribute.getValue());
            }
        }
        return document.toString();
    }

    /** The messages that a function's answer reports as failed; all of them if it cannot be trusted. */
    static Set<String> reported(String answer, Set<String> ids) {
        Set<String> failures = new HashSet<>();
        try {
            JsonNode document = answer.isBlank() ? JSON.nullNode() : JSON.readTree(answer);
            for (JsonNode failure : document.path("batchItemFailures")) {
                String id = failure.path("itemIdentifier").asText();
                if (!ids.contains(id)) {
                    return ids;
                }
                failures.add(id);
            }
        } catch (JsonProcessingException e) {
            return ids;
        }
        return failures;
    }

    /** Takes no more messages and waits for the batch in work. */
    @Override
    public void close() {
        closed = true;
        try {
            thread.join(Duration.ofSeconds(20).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread.interrupt();
    }
}
