package io.dynrefer.local;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** AWS Lambda's Runtime API, what the processes that run a function speak: see {@link LambdaRuntimeApi}. */
final class LambdaInstanceApi {
    private static final Pattern ANSWER = Pattern.compile("invocation/([^/]+)/(response|error)");
    private static final int OK = 200;
    private static final int ACCEPTED = 202;
    private static final int BAD_REQUEST = 400;

    private LambdaInstanceApi() {}

    /** Answers a call of an instance. */
    static void answer(HttpExchange exchange, LambdaFunction function, String instance, String call)
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
}
