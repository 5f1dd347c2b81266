package io.dynrefer.local;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
    private static final Pattern ANSWER = Pattern.compile("invocation/([^/]+)/(response|error)");

    /** Lambda's limit on the request and on the response of a synchronous invocation, in bytes. */
    private static final int MAX_PAYLOAD = 6 << 20;

    private static final int OK = 200;
    private static final int ACCEPTED = 202;
    private static final int NO_CONTENT = 204;
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int TOO_LARGE = 413;

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
                invoke(exchange, invoke.group(1));
            } else if (runtime.matches() && functions.containsKey(runtime.group(1))) {
                runtime(exchange, function(runtime.group(1)), runtime.group(2), runtime.group(3));
            } else {
                LambdaResponses.refuse(exchange, NOT_FOUND, "ResourceNotFoundException", "There is nothing at " + path);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // The server closes.
        }
    }

    private void invoke(HttpExchange exchange, String name) throws IOException, InterruptedException {
        LambdaFunction function = functions.get(name);
        byte[] event = exchange.getRequestBody().readAllBytes();
        if (function == null) {
            LambdaResponses.refuse(
                    exchange,
                    NOT_FOUND,
                    "ResourceNotFoundException",
                    "Function not found: " + LambdaResponses.arn(name));
            return;
        }
        if (event.length > MAX_PAYLOAD) {
            LambdaResponses.refuse(
                    exchange,
                    TOO_LARGE,
                    "RequestTooLargeException",
                    event.length + " byte payload is too large for the RequestResponse invocation type (limit "
                            + MAX_PAYLOAD + " bytes)");
            return;
        }
        String type = exchange.getRequestHeaders().getFirst("X-Amz-Invocation-Type");
        switch (type == null ? "RequestResponse" : type) {
            case "RequestResponse" -> respond(exchange, answer(function, function.invoke(event)));
            case "Event" -> {
                function.invoke(event);
                LambdaResponses.send(exchange, ACCEPTED, new byte[0]);
            }
            case "DryRun" -> LambdaResponses.send(exchange, NO_CONTENT, new byte[0]);
            default ->
                LambdaResponses.refuse(
                        exchange, BAD_REQUEST, "InvalidParameterValueException", "Unknown invocation type " + type);
        }
    }

    private static Invocation.Answer answer(LambdaFunction function, Invocation invocation)
            throws InterruptedException {
        Invocation.Answer answer = await(function, invocation);
        return answer.payload().length <= MAX_PAYLOAD
                ? answer
                : Invocation.Answer.failure(
                        "Function.ResponseSizeTooLarge",
                        "Response payload size exceeded maximum allowed payload size (" + MAX_PAYLOAD + " bytes).");
    }

    /** Waits while the event waits, and then until the function answers or its time is over. */
    private static Invocation.Answer await(LambdaFunction function, Invocation invocation) throws InterruptedException {
        while (true) {
            try {
                return invocation.answer().get(function.timeout().toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (function.giveUpWaiting(invocation)) {
                    return function.timedOut(invocation);
                }
            } catch (ExecutionException e) {
                throw new IllegalStateException("invocations are completed with values only", e);
            }
        }
    }

    private static void respond(HttpExchange exchange, Invocation.Answer answer) throws IOException {
        exchange.getResponseHeaders().set("X-Amz-Executed-Version", "$LATEST");
        if (answer.ending() == Invocation.Ending.FAILED) {
            exchange.getResponseHeaders().set("X-Amz-Function-Error", "Unhandled");
        }
        LambdaResponses.send(exchange, OK, answer.payload());
    }

    private static void runtime(HttpExchange exchange, LambdaFunction function, String instance, String call)
            throws IOException, InterruptedException {
        if (call.equals("invocation/next")) {
            next(exchange, function, instance);
            return;
        }
        if (call.equals("restore/next")) {
            LambdaResponses.send(exchange, OK, new byte[0]); // The snapshot is taken and restored in no time.
            return;
        }
        byte[] body = exchange.getRequestBody().readAllBytes();
        Matcher answer = ANSWER.matcher(call);
        if (call.equals("init/error") || call.equals("restore/error")) {
            function.initFailed(new Invocation.Answer(Invocation.Ending.FAILED, body));
            LambdaResponses.send(exchange, ACCEPTED, new byte[0]);
        } else if (answer.matches() && function.answered(answer.group(1), answer(answer.group(2), body))) {
            LambdaResponses.send(exchange, ACCEPTED, new byte[0]);
        } else {
            LambdaResponses.refuse(exchange, BAD_REQUEST, "InvalidRequestID", "Nobody waits for the answer to " + call);
        }
    }

    private static Invocation.Answer answer(String call, byte[] body) {
        return new Invocation.Answer(
                call.equals("response") ? Invocation.Ending.RETURNED : Invocation.Ending.FAILED, body);
    }

    private static void next(HttpExchange exchange, LambdaFunction function, String instance)
            throws IOException, InterruptedException {
        Invocation invocation = function.next(instance);
        if (invocation == null) {
            return; // The instance has ended; there is nobody to answer.
        }
        Headers headers = exchange.getResponseHeaders();
        headers.set("Lambda-Runtime-Aws-Request-Id", invocation.id());
        headers.set(
                "Lambda-Runtime-Deadline-Ms",
                String.valueOf(System.currentTimeMillis() + function.timeout().toMillis()));
        headers.set("Lambda-Runtime-Invoked-Function-Arn", LambdaResponses.arn(function.name()));
        // AWS's runtime interface client 2.9.0 crashes (SIGSEGV) on an event without a Content-Type.
        headers.set("Content-Type", "application/json");
        LambdaResponses.send(exchange, OK, invocation.event());
    }

    /** Stops at once; callers that wait lose their connection. */
    @Override
    public void close() {
        server.stop(0);
        pool.shutdownNow();
    }
}
