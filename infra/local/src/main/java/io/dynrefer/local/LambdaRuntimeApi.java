package io.dynrefer.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * AWS Lambda on the loopback interface: its Invoke API for callers and, for the processes that run the functions, its
 * Runtime API.
 *
 * <pre>
 * POST /2015-03-31/functions/{name}/invocations                              what an AWS SDK's Lambda client calls
 * GET  /{name}/{instance}/2018-06-01/runtime/invocation/next                 what AWS's runtime interface client calls,
 * POST /{name}/{instance}/2018-06-01/runtime/invocation/{id}/response        given {@link #runtimeAddress} as
 * POST /{name}/{instance}/2018-06-01/runtime/invocation/{id}/error           AWS_LAMBDA_RUNTIME_API
 * POST /{name}/{instance}/2018-06-01/runtime/init/error
 * GET  /{name}/{instance}/2018-06-01/runtime/restore/next                    and what it calls besides, where
 * POST /{name}/{instance}/2018-06-01/runtime/restore/error                   AWS_LAMBDA_INITIALIZATION_TYPE is snap-start
 * </pre>
 *
 * As on AWS a function's failure is a 200 with the header {@code X-Amz-Function-Error}, a function that cannot start
 * fails every invocation with its own error, payloads over 6 MiB are refused, and an instance that exceeds the
 * function's time is killed. Signatures are not checked. An event of type {@code Event} is tried at most twice. Safe
 * for several threads.
 */
public final class LambdaRuntimeApi implements AutoCloseable {
    private static final Pattern FUNCTION_NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern INVOKE = Pattern.compile("/2015-03-31/functions/([^/]+)/invocations");
    private static final Pattern RUNTIME = Pattern.compile("/([^/]+)/([^/]+)/2018-06-01/runtime/(.+)");

    private static final int NOT_FOUND = 404;

    static {
        // The JDK's server sends head and body apart; without this each answer waits 40 ms for an acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService pool = Executors.newCachedThreadPool();
    private final Map<String, LambdaFunction> functions = new ConcurrentHashMap<>();

    private LambdaRuntimeApi(HttpServer server) {
        this.server = server;
    }

    /** Starts a server without functions on this port, 0 for a free one. */
    public static LambdaRuntimeApi start(int port) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        LambdaRuntimeApi api = new LambdaRuntimeApi(server);
        server.setExecutor(api.pool);
        server.createContext("/", api::handle);
        server.start();
        return api;
    }

    /** Makes a function known; an invocation may take an instance this long, and wait as long for one before. */
    public void register(String function, Duration timeout) {
        if (!FUNCTION_NAME.matcher(function).matches()) {
            throw new IllegalArgumentException(
                    "A function's name is 1 to 64 letters, digits, - and _, not '" + function + "'.");
        }
        if (functions.putIfAbsent(function, new LambdaFunction(function, timeout)) != null) {
            throw new IllegalArgumentException("There is a function '" + function + "' already.");
        }
    }

    /** Forgets a function; its waiting callers are told that it is gone. */
    void unregister(String function) {
        LambdaFunction removed = functions.remove(function);
        if (removed != null) {
            removed.close();
        }
    }

    /** The Invoke API: the endpoint for an AWS SDK's Lambda client. */
    public URI endpoint() {
        return URI.create("http://" + authority());
    }

    /**
     * The value of AWS_LAMBDA_RUNTIME_API for one process that runs this function; {@code instance} is its own name.
     */
    public String runtimeAddress(String function, String instance) {
        return authority() + "/" + function + "/" + instance;
    }

    /** Waits until this instance of a function asks for an event; false if it has not in time or went away. */
    public boolean awaitReady(String function, String instance, Duration limit) throws InterruptedException {
        return function(function).awaitReady(instance, limit) == LambdaFunction.Readiness.READY;
    }

    private String authority() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    LambdaFunction function(String name) {
        LambdaFunction function = functions.get(name);
        if (function == null) {
            throw new IllegalArgumentException("There is no function '" + name + "'; register it first.");
        }
        return function;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            Matcher invoke = INVOKE.matcher(path);
            Matcher runtime = RUNTIME.matcher(path);
            if (invoke.matches() && exchange.getRequestMethod().equals("POST")) {
                LambdaInvokeApi.invoke(exchange, invoke.group(1), functions.get(invoke.group(1)));
            } else if (runtime.matches() && functions.containsKey(runtime.group(1))) {
                LambdaInstanceApi.answer(exchange, function(runtime.group(1)), runtime.group(2), runtime.group(3));
            } else {
                LambdaResponses.refuse(exchange, NOT_FOUND, "ResourceNotFoundException", "There is nothing at " + path);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // The server closes.
        }
    }

    /** Stops at once; callers that wait lose their connection. */
    @Override
    public void close() {
        server.stop(0);
        pool.shutdownNow();
    }
}
