package io.dynrefer.local;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What the functions find on AWS, in this process: a bucket, the queues between the steps of jobs, and Lambda. An
 * object that appears under {@code uploads/} is an event in a queue, and queues feed the functions
 * {@code dynrefer-uploads} and {@code dynrefer-collect}, dead letters {@code dynrefer-giveup}.
 */
public final class LocalCloud implements AutoCloseable {
    /** The queue of events about uploads, and the function that it feeds. */
    public static final String UPLOADS = "uploads";

    /** The queue before the encode service. */
    public static final String ENCODE = "encode";

    /** The queue of encoded jobs, and the function that it feeds. */
    public static final String COLLECT = "collect";

    /** The function that all dead letters feed. */
    public static final String GIVE_UP = "giveup";

    /** Where an S3 server listens for this machine alone. */
    public static final String LOOPBACK = LocalS3.LOOPBACK;

    /** The queues. */
    public static final List<String> QUEUES = List.of(UPLOADS, ENCODE, COLLECT);

    private static final String BUCKET = "dynrefer";
    private static final String PREFIX = "dynrefer-";
    private static final int BATCH = 1; // as deployed: whoever kills a function takes nobody along

    private final Settings settings;
    private final Deque<AutoCloseable> running; // the last started first
    private final LocalSqs sqs;
    private final Map<String, String> queues; // addresses by name
    private final LocalS3 s3;
    private final LambdaRuntimeApi lambda;

    /**
     * How it is started; ports are 0 for free ones.
     *
     * @param objects the folder of the bucket
     * @param s3Host where the S3 server listens, as in {@link LocalS3.Settings}; the others are on the loopback
     *     interface
     * @param visibility how long a message of a queue stays hidden once it was received
     * @param attempts deliveries of a message before it goes to the dead letters
     */
    public record Settings(
            Path objects, String s3Host, int s3Port, int sqsPort, int lambdaPort, Duration visibility, int attempts) {}

    /** Starts everything but the functions, which {@link #lambda} has to be told of. */
    public static LocalCloud start(Settings settings) throws IOException {
        Deque<AutoCloseable> running = new ArrayDeque<>();
        try {
            return new LocalCloud(settings, running);
        } catch (IOException | RuntimeException e) {
            stop(running);
            throw e;
        }
    }

    private LocalCloud(Settings settings, Deque<AutoCloseable> running) throws IOException {
        this.settings = settings;
        this.running = running;
        sqs = keep(running, LocalSqs.start(settings.sqsPort()));
        queues = createQueues(sqs, settings);
        s3 = keep(
                running,
                LocalS3.start(
                        new LocalS3.Settings(
                                settings.objects(),
                                settings.s3Host(),
                                settings.s3Port(),
                                BUCKET,
                                "local",
                                "local-secret"),
                        created -> notify(sqs, queues.getOrDefault(UPLOADS, ""), created)));
        lambda = keep(running, LambdaRuntimeApi.start(settings.lambdaPort()));
    }

    private static <T extends AutoCloseable> T keep(Deque<AutoCloseable> running, T part) {
        running.push(part);
        return part;
    }

    private static Map<String, String> createQueues(LocalSqs sqs, Settings settings) {
        Map<String, String> addresses = new HashMap<>();
        for (String queue : QUEUES) {
            addresses.put(queue, sqs.createQueue(queue, settings.visibility(), settings.attempts()));
        }
        return Map.copyOf(addresses);
    }

    /** What a bucket's notification does, for the prefix that it is set for. */
    private static void notify(LocalSqs sqs, String queue, ObjectCreated created) {
        if (created.key().startsWith(UPLOADS + "/")) {
            sqs.client().sendMessage(request -> request.queueUrl(queue).messageBody(created.notification()));
        }
    }

    private String address(String queue) {
        return queues.getOrDefault(queue, "");
    }

    /** Starts to feed the functions from their queues, once they are known; {@code log} hears what goes wrong. */
    public void feedFunctions(Consumer<String> log) {
        for (String function : List.of(UPLOADS, COLLECT)) {
            keep(
                    running,
                    EventSource.start(
                            sqs.client(),
                            new EventSource.Settings(address(function), lambda.endpoint(), PREFIX + function, BATCH),
                            log));
        }
        for (String queue : QUEUES) {
            keep(
                    running,
                    EventSource.start(
                            sqs.client(),
                            new EventSource.Settings(
                                    sqs.deadLetters(address(queue)), lambda.endpoint(), PREFIX + GIVE_UP, BATCH),
                            log));
        }
    }

    /** The variables that tell our processes where all of this is. */
    public Map<String, String> environment() {
        Map<String, String> variables = new HashMap<>(s3.environment());
        variables.put("DYNREFER_STORE_KIND", "s3");
        variables.put("DYNREFER_STORE_S3_BUCKET", s3.bucket());
        variables.put("DYNREFER_STORE_S3_ENDPOINT", s3.endpoint().toString());
        variables.put("DYNREFER_LAMBDA_ENDPOINT", lambda.endpoint().toString());
        variables.put("DYNREFER_QUEUES_ENDPOINT", sqs.endpoint().toString());
        QUEUES.forEach(queue -> variables.put("DYNREFER_QUEUES_" + queue.toUpperCase(Locale.ROOT), address(queue)));
        variables.put("DYNREFER_QUEUES_ATTEMPTS", String.valueOf(settings.attempts()));
        variables.put("DYNREFER_QUEUES_WAIT_TIME", "1s");
        variables.put("DYNREFER_QUEUES_VISIBILITY", settings.visibility().toSeconds() + "s");
        return variables;
    }

    /** The bucket's address. */
    public String bucket() {
        return s3.endpoint() + "/" + s3.bucket();
    }

    /** Where the bucket's objects lie as plain files. */
    public Path objects() {
        return settings.objects().resolve(s3.bucket());
    }

    /** Writes an object as a client does, with the events that follow. */
    public void put(String key, byte[] content) {
        s3.put(key, content);
    }

    /** The SQS server, with the {@link #QUEUES}. */
    public LocalSqs sqs() {
        return sqs;
    }

    /** The Lambda service. */
    public LambdaRuntimeApi lambda() {
        return lambda;
    }

    /** Stops everything, the last started first. */
    @Override
    public void close() throws IOException {
        stop(running);
    }

    private static void stop(Deque<AutoCloseable> running) throws IOException {
        List<Exception> failures = new ArrayList<>();
        while (!running.isEmpty()) {
            try {
                running.pop().close();
            } catch (Exception e) { // The rest is stopped all the same.
                failures.add(e);
            }
        }
        if (!failures.isEmpty()) {
            throw new IOException("not everything stopped: " + failures.get(0), failures.get(0));
        }
    }
}
