package io.dynrefer.local.processes;

import io.dynrefer.local.EventSource;
import io.dynrefer.local.LambdaProcess;
import io.dynrefer.local.LambdaRuntimeApi;
import io.dynrefer.local.LocalS3;
import io.dynrefer.local.LocalSqs;
import io.dynrefer.local.ObjectCreated;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The running system: S3, SQS and Lambda in this process, and around them the functions of views and jobs, a decode
 * function per task, the encode service and the gateway, each in a process of its own from its package. Objects under
 * {@code uploads/} are events in a queue, and queues feed the functions {@code uploads} and {@code collect}.
 */
public final class Machine implements AutoCloseable {
    private static final String BUCKET = "dynrefer";
    private static final String HANDLER = "io.dynrefer.functions.lambda.FunctionEntry::handleRequest";
    private static final String GATEWAY_HANDLER = "io.dynrefer.functions.gateway.lambda.GatewayEntry::handleRequest";
    private static final List<String> TASKS = List.of("tags", "category", "attributes", "caption");
    private static final Duration STARTUP = Duration.ofSeconds(120);
    private static final Duration INVOCATION = Duration.ofSeconds(120);
    private static final int ATTEMPTS = 3;
    private static final int BATCH = 10;
    private static final String UPLOADS = "uploads";
    private static final String ENCODE = "encode";
    private static final String COLLECT = "collect";

    private final Settings settings;
    private final Consumer<String> log;
    private final Deque<AutoCloseable> running = new ArrayDeque<>(); // the last started first
    private boolean closed;
    private @Nullable LocalSqs sqs;
    private @Nullable LambdaRuntimeApi lambda;
    private @Nullable Map<String, String> environment;
    private @Nullable LocalS3 s3;
    private @Nullable Callable<ServerProcess> encodeStart;
    private volatile @Nullable ServerProcess encode;
    private @Nullable ServerProcess gateway;

    /**
     * What is run, and where.
     *
     * @param artefacts the packages
     * @param weights the folder of the weights
     * @param work the folder of the S3 server's objects and of unpacked functions; made if it is missing
     * @param functionMegabytes the Java heap's limit of each process; weights lie outside it
     * @param visibility how long a message of a queue stays hidden once it was received
     * @param environment further variables of every process
     */
    public record Settings(
            Artefacts artefacts,
            Path weights,
            Path work,
            Ports ports,
            int functionMegabytes,
            Duration visibility,
            Map<String, String> environment) {
        public Settings {
            environment = Map.copyOf(environment);
            weights = weights.toAbsolutePath();
            work = work.toAbsolutePath();
        }
    }

    /** @param log gets every line that a process prints, after the process's name */
    public Machine(Settings settings, Consumer<String> log) {
        this.settings = settings;
        this.log = log;
    }

    /**
     * Starts everything and returns when all of it is ready.
     *
     * @throws IOException if something does not start; {@link #close} then stops what did
     */
    public void start() throws IOException, InterruptedException {
        LocalSqs queues = keep(LocalSqs.start(settings.ports().sqs()));
        sqs = queues;
        Map<String, String> addresses = new HashMap<>();
        for (String queue : List.of(UPLOADS, ENCODE, COLLECT)) {
            addresses.put(queue, queues.createQueue(queue, settings.visibility(), ATTEMPTS));
        }
        LocalS3 objects = keep(LocalS3.start(
                new LocalS3.Settings(
                        settings.work().resolve("s3"), settings.ports().s3(), BUCKET, "local", "local-secret"),
                created -> notify(queues, addresses.getOrDefault(UPLOADS, ""), created)));
        s3 = objects;
        LambdaRuntimeApi api = keep(LambdaRuntimeApi.start(settings.ports().lambda()));
        lambda = api;
        Map<String, String> variables = environment(objects, queues, addresses);
        variables.put("DYNREFER_LAMBDA_ENDPOINT", api.endpoint().toString());
        variables.put("DYNREFER_LAMBDA_TIMEOUT", INVOCATION.toSeconds() + "s");
        int encodePort = Ports.orFree(settings.ports().encode());
        variables.put("DYNREFER_ENCODE_URL", "http://localhost:" + encodePort);
        variables.put("DYNREFER_ENCODE_TIMEOUT", INVOCATION.toSeconds() + "s");
        environment = variables;
        startTogether(functions(api, variables, encodePort));
        for (String function : List.of(UPLOADS, COLLECT)) {
            EventSource.Settings mapping = new EventSource.Settings(
                    addresses.getOrDefault(function, ""), api.endpoint(), "dynrefer-" + function, BATCH);
            keep(EventSource.start(queues.client(), mapping, log));
        }
        gateway = keep(server(
                "gateway", settings.artefacts().gateway(), settings.ports().gateway(), variables));
    }

    private List<Callable<AutoCloseable>> functions(
            LambdaRuntimeApi api, Map<String, String> environment, int encodePort) {
        List<Callable<AutoCloseable>> functions = new ArrayList<>();
        for (String export : List.of("views", UPLOADS, COLLECT)) {
            functions.add(() -> function(api, export, settings.artefacts().views(), HANDLER, environment));
        }
        for (String task : TASKS) {
            functions.add(() -> function(api, task, settings.artefacts().decode(), HANDLER, environment));
        }
        encodeStart = () -> server(ENCODE, settings.artefacts().encode(), encodePort, environment);
        functions.add(() -> {
            encode = started(encodeStart).call();
            return encode;
        });
        return functions;
    }

    /** Starts the gateway as a function, too: {@code dynrefer-gateway}, which takes API Gateway's events. */
    public void startGatewayFunction() throws IOException, InterruptedException {
        Path zip = settings.artefacts().gatewayFunction();
        LambdaProcess unused = keep(function(started(lambda), "gateway", zip, GATEWAY_HANDLER, started(environment)));
    }

    /** Starts the encode service where it was, after it has ended. */
    public void restartEncodeService() throws IOException {
        try {
            encode = keep(started(encodeStart).call());
        } catch (Exception e) { // What a start declares.
            throw new IOException("The encode service did not start again", e);
        }
    }

    /** The bucket's address at the S3 server. */
    public String bucket() {
        LocalS3 objects = started(s3);
        return objects.endpoint() + "/" + objects.bucket();
    }

    /** Writes an object through the S3 server, with the events that follow. */
    public void put(String key, byte[] content) {
        started(s3).put(key, content);
    }

    /** What a bucket's notification does, for the prefix that it is set for. */
    private static void notify(LocalSqs queues, String queue, ObjectCreated created) {
        if (created.key().startsWith(UPLOADS + "/")) {
            queues.client().sendMessage(request -> request.queueUrl(queue).messageBody(created.notification()));
        }
    }

    private Map<String, String> environment(LocalS3 objects, LocalSqs queues, Map<String, String> addresses) {
        Map<String, String> environment = new HashMap<>(objects.environment());
        environment.put("DYNREFER_STORE_KIND", "s3");
        environment.put("DYNREFER_STORE_S3_BUCKET", objects.bucket());
        environment.put("DYNREFER_STORE_S3_ENDPOINT", objects.endpoint().toString());
        environment.put("DYNREFER_QUEUES_ENDPOINT", queues.endpoint().toString());
        environment.put("DYNREFER_QUEUES_ENCODE", addresses.getOrDefault(ENCODE, ""));
        environment.put("DYNREFER_QUEUES_COLLECT", addresses.getOrDefault(COLLECT, ""));
        environment.put("DYNREFER_QUEUES_ATTEMPTS", String.valueOf(ATTEMPTS));
        environment.put("DYNREFER_QUEUES_WAIT_TIME", "1s");
        environment.put("DYNREFER_QUEUES_VISIBILITY", settings.visibility().toSeconds() + "s");
        environment.putAll(settings.environment());
        environment.put("DYNREFER_WEIGHTS", settings.weights().toString());
        environment.put(
                "DYNREFER_MODEL_CARD", settings.weights().resolve("model.json").toString());
        return environment;
    }

    private LambdaProcess function(
            LambdaRuntimeApi api, String export, Path zip, String handler, Map<String, String> environment)
            throws IOException, InterruptedException {
        return LambdaProcess.start(
                api,
                new LambdaProcess.Settings(
                        "dynrefer-" + export,
                        zip,
                        export,
                        handler,
                        settings.functionMegabytes(),
                        INVOCATION,
                        STARTUP,
                        environment,
                        settings.work().resolve("functions")),
                log);
    }

    private ServerProcess server(String name, Path jar, int port, Map<String, String> environment)
            throws IOException, InterruptedException {
        return ServerProcess.start(
                new ServerProcess.Settings(name, jar, port, settings.functionMegabytes(), STARTUP, environment), log);
    }

    /** Starts these side by side and waits for all; if one fails, those that started are kept for {@link #close}. */
    private void startTogether(List<Callable<AutoCloseable>> starts) throws IOException, InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(starts.size());
        try {
            List<ExecutionException> failures = new ArrayList<>();
            for (Future<AutoCloseable> start : threads.invokeAll(starts)) {
                try {
                    keep(start.get());
                } catch (ExecutionException e) {
                    failures.add(e);
                }
            }
            if (!failures.isEmpty()) {
                throw new IOException(
                        "Not everything started: " + failures.get(0).getMessage(), failures.get(0));
            }
        } finally {
            threads.shutdown();
        }
    }

    private synchronized <T extends AutoCloseable> T keep(T part) {
        running.push(part);
        if (closed) {
            close();
        }
        return part;
    }

    /** The gateway's address: the API. */
    public URI address() {
        return started(gateway).address();
    }

    /** The encode service. */
    public ServerProcess encodeService() {
        return started(encode);
    }

    /** The SQS server with the queues {@code uploads}, {@code encode} and {@code collect}. */
    public LocalSqs sqs() {
        return started(sqs);
    }

    /** The Lambda service, whose functions are called {@code dynrefer-uploads} and so on. */
    public URI lambda() {
        return started(lambda).endpoint();
    }

    private static <T> T started(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("the system is not running");
        }
        return part;
    }

    /** Where the S3 server keeps its objects as plain files. */
    public Path objects() {
        return settings.work().resolve("s3").resolve(BUCKET);
    }

    /** Stops everything, the last started first; what is being started is stopped when it has. */
    @Override
    public synchronized void close() {
        closed = true;
        while (!running.isEmpty()) {
            AutoCloseable part = running.pop();
            try {
                part.close();
            } catch (Exception e) { // The rest is stopped all the same.
                log.accept("[" + part.getClass().getSimpleName() + "] did not stop: " + e);
            }
        }
    }
}
