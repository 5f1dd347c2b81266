package io.dynrefer.local;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** AWS Lambda's Invoke API, what callers of a function speak: see {@link LambdaRuntimeApi}. */
final class LambdaInvokeApi {
    /** Lambda's limit on the request and on the response of a synchronous invocation, in bytes. */
    private static final int MAX_PAYLOAD = 6 << 20;

    private static final int OK = 200;
    private static final int ACCEPTED = 202;
    private static final int NO_CONTENT = 204;
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int TOO_LARGE = 413;

    private LambdaInvokeApi() {}

    /** Answers a call of a function, which is absent if there is none of this name. */
    static void invoke(HttpExchange exchange, String name, @Nullable LambdaFunction function)
            throws IOException, InterruptedException {
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
}
