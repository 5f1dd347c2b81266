package io.dynrefer.local.processes;

import io.dynrefer.local.LambdaProcess;
import io.dynrefer.local.LambdaRuntimeApi;
import io.dynrefer.local.LocalS3;
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

/**
 * The running system: an S3 server and a Lambda service in this process, and around them the views function, a decode
 * function per task, the encode service and the gateway, each in a process of its own from its package.
 */
public final class Machine implements AutoCloseable {
    private static final String BUCKET = "dynrefer";
    private static final String HANDLER = "io.dynrefer.functions.lambda.FunctionEntry::handleRequest";
    private static final List<String> TASKS = List.of("tags", "category", "attributes", "caption");
    private static final Duration STARTUP = Duration.ofSeconds(120);
    private static final Duration INVOCATION = Duration.ofSeconds(120);

    private final Settings settings;
    private final Consumer<String> log;
    private final Deque<AutoCloseable> running = new ArrayDeque<>(); // the last started first
    private boolean closed;

    /**
     * What is run, and where.
     *
     * @param artefacts the packages
     * @param weights the folder of the weights
     * @param work the folder of the S3 server's objects and of unpacked functions; made if it is missing
     * @param functionMegabytes the Java heap's limit of each process; weights lie outside it
     */
    public record Settings(Artefacts artefacts, Path weights, Path work, Ports ports, int functionMegabytes) {
        public Settings {
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
        LocalS3 s3 = keep(LocalS3.start(new LocalS3.Settings(
                settings.work().resolve("s3"), settings.ports().s3(), BUCKET, "local", "local-secret")));
        LambdaRuntimeApi lambda = keep(LambdaRuntimeApi.start(settings.ports().lambda()));
        Map<String, String> environment = environment(s3);
        List<Callable<AutoCloseable>> functions = new ArrayList<>();
        functions.add(() -> function(lambda, "views", settings.artefacts().views(), environment));
        for (String task : TASKS) {
            functions.add(() -> function(lambda, task, settings.artefacts().decode(), environment));
        }
        int encodePort = Ports.orFree(settings.ports().encode());
        functions.add(() -> server("encode", settings.artefacts().encode(), encodePort, environment));
        startTogether(functions);
        Map<String, String> remote = new HashMap<>(environment);
        remote.put("DYNREFER_ENCODE_URL", "http://localhost:" + encodePort);
        remote.put("DYNREFER_LAMBDA_ENDPOINT", lambda.endpoint().toString());
        remote.put("DYNREFER_LAMBDA_TIMEOUT", INVOCATION.toSeconds() + "s");
        remote.put("DYNREFER_ENCODE_TIMEOUT", INVOCATION.toSeconds() + "s");
        keep(server("gateway", settings.artefacts().gateway(), settings.ports().gateway(), remote));
    }

    private Map<String, String> environment(LocalS3 s3) {
        Map<String, String> environment = new HashMap<>(s3.environment());
        environment.put("DYNREFER_STORE_KIND", "s3");
        environment.put("DYNREFER_STORE_S3_BUCKET", s3.bucket());
        environment.put("DYNREFER_STORE_S3_ENDPOINT", s3.endpoint().toString());
        environment.put("DYNREFER_WEIGHTS", settings.weights().toString());
        environment.put(
                "DYNREFER_MODEL_CARD", settings.weights().resolve("model.json").toString());
        return environment;
    }

    private LambdaProcess function(LambdaRuntimeApi lambda, String export, Path zip, Map<String, String> environment)
            throws IOException, InterruptedException {
        return LambdaProcess.start(
                lambda,
                new LambdaProcess.Settings(
                        "dynrefer-" + export,
                        zip,
                        export,
                        HANDLER,
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
    public synchronized URI address() {
        if (running.peek() instanceof ServerProcess gateway) {
            return gateway.address();
        }
        throw new IllegalStateException("the system is not running");
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
