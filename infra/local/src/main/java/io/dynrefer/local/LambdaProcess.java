package io.dynrefer.local;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * A packaged function (function.zip) in a Java process of its own, run by AWS's runtime interface client against a
 * {@link LambdaRuntimeApi}. As on Lambda, a process that ends is replaced, and one that exceeds the function's time is
 * killed. A function whose first process ends before it is ready is not started; a later one is tried again and again,
 * at longer and longer intervals, and until then invocations fail.
 */
public final class LambdaProcess implements AutoCloseable {
    private static final Duration SHUTDOWN = Duration.ofSeconds(5);
    private static final Backoff BACKOFF = new Backoff("lambda-start");

    private final LambdaRuntimeApi api;
    private final Settings settings;
    private final Consumer<String> log;
    private final FunctionPackage files;
    private String instance;
    private ChildProcess process;
    private boolean closed;
    private volatile boolean wasReady;
    private int failures; // in a row, of starts

    /**
     * How a function is run.
     *
     * @param name the function's name at the Invoke API
     * @param zip the packaged function
     * @param export which of the package's Funqy functions to run; empty where there is one only
     * @param handler the handler in Lambda's notation, {@code Class::method}
     * @param memoryMegabytes what the function is told it has, and its Java heap's limit
     * @param timeout of one invocation
     * @param startup limit for the time until the first event is asked for
     * @param environment further environment variables
     * @param directory where the package is unpacked, beneath it
     */
    public record Settings(
            String name,
            Path zip,
            String export,
            String handler,
            int memoryMegabytes,
            Duration timeout,
            Duration startup,
            Map<String, String> environment,
            Path directory) {
        public Settings {
            environment = Map.copyOf(environment);
        }

        /** A function that exports its own name, with 512 MB, 30 s an invocation and 60 s to start. */
        public static Settings of(
                String name, Path zip, String handler, Map<String, String> environment, Path directory) {
            return new Settings(
                    name,
                    zip,
                    name,
                    handler,
                    512,
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(60),
                    environment,
                    directory);
        }
    }

    private LambdaProcess(LambdaRuntimeApi api, Settings settings, FunctionPackage files, Consumer<String> log)
            throws IOException {
        this.api = api;
        this.settings = settings;
        this.files = files;
        this.log = log;
        this.instance = UUID.randomUUID().toString();
        this.process = launch(instance);
    }

    /**
     * Registers the function, starts its process, and returns when it is ready for events.
     *
     * @param log gets every line the process prints, after {@code [name]}
     * @throws IOException if the package cannot be read, or the process ends or is not ready in time; it is gone then
     */
    public static LambdaProcess start(LambdaRuntimeApi api, Settings settings, Consumer<String> log)
            throws IOException, InterruptedException {
        api.register(settings.name(), settings.timeout());
        try {
            FunctionPackage files = FunctionPackage.unpack(settings.zip(), settings.directory());
            LambdaProcess function = new LambdaProcess(api, settings, files, log);
            api.function(settings.name()).killBy(function::kill);
            function.awaitReady();
            return function;
        } catch (IOException | InterruptedException e) {
            api.unregister(settings.name());
            throw e;
        }
    }

    /**
     * Deletes packages beneath {@code parent} that processes which are gone have left unpacked, where each unpacks into
     * a folder called by its number.
     */
    public static void sweep(Path parent) throws IOException {
        FunctionPackage.sweep(parent);
    }

    private void awaitReady() throws IOException, InterruptedException {
        LambdaFunction.Readiness readiness = LambdaFunction.Readiness.NOT_YET;
        try {
            readiness = api.function(settings.name()).awaitReady(instance, settings.startup());
            wasReady = readiness == LambdaFunction.Readiness.READY;
        } finally {
            if (readiness != LambdaFunction.Readiness.READY) {
                close();
            }
        }
        if (readiness != LambdaFunction.Readiness.READY) {
            throw new IOException("The function '" + settings.name() + "' "
                    + (readiness == LambdaFunction.Readiness.GONE
                            ? "ended before it was ready"
                            : "was not ready within " + settings.startup().toMillis() + " ms")
                    + "; its log says why.");
        }
    }

    /** The operating system's number of the process that runs now. */
    public synchronized long pid() {
        return process.process().pid();
    }

    private ChildProcess launch(String launched) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        ChildProcess.java(),
                        "-Xmx" + settings.memoryMegabytes() + "m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        RuntimeInterfaceClient.libraryOption(files.root()),
                        "-cp",
                        files.classPath(RuntimeInterfaceClient.jars()),
                        RuntimeInterfaceClient.MAIN_CLASS,
                        settings.handler())
                .directory(files.root().toFile());
        builder.environment().putAll(environment(launched));
        return ChildProcess.start(settings.name(), builder, log, gone -> ended(launched));
    }

    private Map<String, String> environment(String launched) {
        Map<String, String> variables = new HashMap<>(Map.of(
                "AWS_LAMBDA_RUNTIME_API", api.runtimeAddress(settings.name(), launched),
                "AWS_LAMBDA_FUNCTION_NAME", settings.name(),
                "AWS_LAMBDA_FUNCTION_VERSION", "$LATEST",
                "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", String.valueOf(settings.memoryMegabytes()),
                "AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand",
                "AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + settings.name(),
                "AWS_LAMBDA_LOG_STREAM_NAME", launched,
                "LAMBDA_TASK_ROOT", files.root().toString(),
                "_HANDLER", settings.handler()));
        if (!settings.export().isEmpty()) {
            variables.put("QUARKUS_FUNQY_EXPORT", settings.export());
        }
        variables.putAll(settings.environment());
        return variables;
    }

    /** Ends an instance that exceeded its time; what it says may come never, or too late. */
    private synchronized void kill(String overdue) {
        if (instance.equals(overdue) && !closed) {
            log.accept("[" + settings.name() + "] exceeded its time of "
                    + settings.timeout().toSeconds() + " s; killed");
            process.process().destroyForcibly();
        }
    }

    /** A process has ended: its event goes to the next one. */
    private synchronized void ended(String launched) {
        if (closed) {
            return;
        }
        LambdaFunction function = api.function(settings.name());
        boolean ready = function.instanceGone(launched);
        if (!ready) {
            function.neverStarted();
            if (!wasReady) {
                return;
            }
        }
        failures = ready ? 0 : failures + 1;
        log.accept("[" + settings.name() + "] ended; starting it again");
        BACKOFF.after(failures, this::startAgain);
    }

    private synchronized void startAgain() {
        if (closed) {
            return;
        }
        try {
            instance = UUID.randomUUID().toString();
            process = launch(instance);
        } catch (IOException e) {
            log.accept("[" + settings.name() + "] cannot be started again: " + e.getMessage());
            api.function(settings.name()).neverStarted();
            failures++;
            BACKOFF.after(failures, this::startAgain);
        }
    }

    /** Ends the process, deletes the unpacked package and forgets the function. */
    @Override
    public void close() throws IOException {
        markClosed().end(SHUTDOWN);
        api.unregister(settings.name());
        files.delete();
    }

    private synchronized ChildProcess markClosed() {
        closed = true;
        return process;
    }
}
