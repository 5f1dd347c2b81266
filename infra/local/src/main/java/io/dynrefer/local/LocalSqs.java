package io.dynrefer.local;

import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** An SQS server (ElasticMQ) in this process, on the loopback interface. Its queues are gone when it closes. */
public final class LocalSqs implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final String DEAD = "-dead";

    private final SQSRestServer server;
    private final int port;
    private final SqsClient client;

    private LocalSqs(SQSRestServer server) {
        this.server = server;
        InetSocketAddress address = server.waitUntilStarted().localAddress();
        this.port = address.getPort();
        this.client = SqsClient.builder()
                .endpointOverride(endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "secret")))
                .httpClientBuilder(ApacheHttpClient.builder().socketTimeout(Duration.ofSeconds(30)))
                .build();
    }

    /** Starts a server without queues on this port, 0 for a free one. */
    public static LocalSqs start(int port) {
        return new LocalSqs((port == 0 ? SQSRestServerBuilder.withDynamicPort() : SQSRestServerBuilder.withPort(port))
                .withInterface(HOST)
                .start());
    }

    /** Where clients find it. */
    public URI endpoint() {
        return URI.create("http://" + HOST + ":" + port);
    }

    /** A client of this server, for as long as it runs. */
    public SqsClient client() {
        return client;
    }

    /**
     * Makes a queue and, behind it, one for its dead letters that is called {@code name-dead}.
     *
     * @param visibility how long a received message stays hidden
     * @param attempts deliveries before a message goes to the dead letters
     * @return the queue's address
     */
    public String createQueue(String name, Duration visibility, int attempts) {
        String dead =
                client.createQueue(request -> request.queueName(name + DEAD)).queueUrl();
        String deadArn = client.getQueueAttributes(
                        request -> request.queueUrl(dead).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
        return client.createQueue(request -> request.queueName(name)
                        .attributes(Map.of(
                                QueueAttributeName.VISIBILITY_TIMEOUT,
                                String.valueOf(visibility.toSeconds()),
                                QueueAttributeName.REDRIVE_POLICY,
                                "{\"deadLetterTargetArn\":\"" + deadArn + "\",\"maxReceiveCount\":\"" + attempts
                                        + "\"}")))
                .queueUrl();
    }

    /** The address of the queue of another's dead letters. */
    String deadLetters(String address) {
        return address + DEAD;
    }

    /** The messages of a queue that are neither in work nor done. */
    public int waiting(String name) {
        String url = client.getQueueUrl(request -> request.queueName(name)).queueUrl();
        return count(url, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES);
    }

    /** The messages of a queue that somebody has received and neither deleted nor let go. */
    public int inWork(String name) {
        String url = client.getQueueUrl(request -> request.queueName(name)).queueUrl();
        return count(url, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE);
    }

    private int count(String url, QueueAttributeName name) {
        return Integer.parseInt(
                client.getQueueAttributes(request -> request.queueUrl(url).attributeNames(name))
                        .attributes()
                        .getOrDefault(name, "0"));
    }

    @Override
    public void close() {
        client.close();
        server.stopAndWait();
    }
}
