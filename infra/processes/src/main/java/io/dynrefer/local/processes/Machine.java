package io.dynrefer.local.processes;

import io.dynrefer.local.LambdaProcess;
import io.dynrefer.local.LambdaRuntimeApi;
import io.dynrefer.local.LocalCloud;
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
 * The running system: a {@link LocalCloud} in this process, and around it the functions of views and jobs, a decode
 * function per task, the encode service and the gateway, each in a process of its own from its package.
 */
final class Machine implements AutoCloseable {
    private static final String HANDLER = "io.dynrefer.functions.aws.FunctionEntry::handleRequest";
    private static final String GATEWAY_HANDLER = "io.dynrefer.functions.gateway.lambda.GatewayEntry::handleRequest";
    private static final List<String> TASKS = List.of("tags", "category", "attributes", "caption");
    private static final Duration STARTUP = Duration.ofSeconds(120);
    private static final Duration INVOCATION = Duration.ofSeconds(120);
    private static final int ATTEMPTS = 5;

    private final Settings settings;
    private final Consumer<String> log;
    private final Deque<AutoCloseable> running = new ArrayDeque<>(); // the last started first
    private boolean closed;
    private @Nullable LocalCloud cloud;
    private @Nullable Map<String, String> environment;
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
            FunctionPackages artefacts,
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
        LocalCloud started = keep(LocalCloud.start(new LocalCloud.Settings(
                settings.work().resolve("s3"),
                LocalCloud.LOOPBACK,
                settings.ports().s3(),
                settings.ports().sqs(),
                settings.ports().lambda(),
                settings.visibility(),
                ATTEMPTS)));
        cloud = started;
        LambdaProcess.sweep(packages());
        int encodePort = Ports.orFree(settings.ports().encode());
        Map<String, String> variables = environment(started, encodePort);
        environment = variables;
        startTogether(functions(started.lambda(), variables, encodePort));
        started.feedFunctions(log);
        gateway = keep(server(
                "gateway", settings.artefacts().gateway(), settings.ports().gateway(), variables));
    }

    private List<Callable<AutoCloseable>> functions(
            LambdaRuntimeApi api, Map<String, String> environment, int encodePort) {
        List<Callable<AutoCloseable>> functions = new ArrayList<>();
        for (String export : List.of("views", LocalCloud.UPLOADS, LocalCloud.COLLECT, LocalCloud.GIVE_UP)) {
            functions.add(() -> function(api, export, settings.artefacts().views(), HANDLER, environment));
        }
        for (String task : TASKS) {
            functions.add(() -> function(api, task, settings.artefacts().decode(), HANDLER, environment));
        }
        functions.add(() -> {
            encode = server("encode", settings.artefacts().encode(), encodePort, environment);
            return encode;
        });
        return functions;
    }

    /** Starts the gateway as a function, too: {@code dynrefer-gateway}, which takes API Gateway's events. */
    public void startGatewayFunction() throws IOException, InterruptedException {
        Path zip = settings.artefacts().gatewayFunction();
        keep(function(started(cloud).lambda(), "gateway", zip, GATEWAY_HANDLER, started(environment)));
    }

    private Map<String, String> environment(LocalCloud found, int encodePort) {
        Map<String, String> variables = new HashMap<>(found.environment());
        variables.put("DYNREFER_LAMBDA_TIMEOUT", INVOCATION.toSeconds() + "s");
        variables.put("DYNREFER_ENCODE_URL", "http://localhost:" + encodePort);
        variables.put("DYNREFER_ENCODE_TIMEOUT", INVOCATION.toSeconds() + "s");
        variables.put("DYNREFER_JOBS_RESUME", "true"); // The queues are gone with the process that had them.
        variables.putAll(settings.environment());
        variables.put("DYNREFER_WEIGHTS", settings.weights().toString());
        variables.put(
                "DYNREFER_MODEL_CARD", settings.weights().resolve("model.json").toString());
        return variables;
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
                        packages()
                                .resolve(String.valueOf(ProcessHandle.current().pid()))),
                log);
    }

    private Path packages() {
        return settings.work().resolve("functions");
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

    /** What the functions find around them; their names there are {@code dynrefer-uploads} and so on. */
    public LocalCloud cloud() {
        return started(cloud);
    }

    private static <T> T started(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("the system is not running");
        }
        return part;
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
