package io.dynrefer.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.RequestTooLargeException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/** The two sides of the server: AWS's own client in front, and behind it a runtime played by a plain HTTP client. */
@Timeout(60)
final class LambdaRuntimeApiTest {
    private final HttpClient http = HttpClient.newHttpClient();
    private final ExecutorService pool = Executors.newCachedThreadPool(); // Every call here waits for another one.
    private LambdaRuntimeApi api;
    private LambdaClient lambda;

    @BeforeEach
    void start() throws IOException {
        api = LambdaRuntimeApi.start(0);
        api.register("echo", Duration.ofSeconds(20));
        lambda = LambdaClient.builder()
                .endpointOverride(api.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "secret")))
                .httpClientBuilder(ApacheHttpClient.builder())
                .build();
    }

    @AfterEach
    void stop() {
        lambda.close();
        api.close();
        pool.shutdownNow();
    }

    private CompletableFuture<InvokeResponse> invoke(String function, String event) {
        return CompletableFuture.supplyAsync(
                () -> lambda.invoke(request -> request.functionName(function).payload(SdkBytes.fromUtf8String(event))));
    }

    private HttpResponse<String> next(String instance) {
        return call(HttpRequest.newBuilder(runtime(instance, "invocation/next")).GET());
    }

    private HttpResponse<String> post(String instance, String call, String body) {
        return call(HttpRequest.newBuilder(runtime(instance, call)).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> call(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private URI runtime(String instance, String call) {
        return URI.create("http://" + api.runtimeAddress("echo", instance) + "/2018-06-01/runtime/" + call);
    }

    private static String id(HttpResponse<String> event) {
        return event.headers().firstValue("Lambda-Runtime-Aws-Request-Id").orElseThrow();
    }

    @Test
    void invoke_answered_returnsTheResponse() throws Exception {
        CompletableFuture<InvokeResponse> response = invoke("echo", "{\"a\":1}");
        HttpResponse<String> event = next("one");

        assertThat(event.body()).isEqualTo("{\"a\":1}");
        assertThat(event.headers().map())
                .containsKeys("content-type", "lambda-runtime-deadline-ms", "lambda-runtime-invoked-function-arn");
        assertThat(post("one", "invocation/" + id(event) + "/response", "{\"b\":2}")
                        .statusCode())
                .isEqualTo(202);

        assertThat(response.get().statusCode()).isEqualTo(200);
        assertThat(response.get().payload().asUtf8String()).isEqualTo("{\"b\":2}");
        assertThat(response.get().functionError()).isNull();
        assertThat(response.get().executedVersion()).isEqualTo("$LATEST");
    }

    @Test
    void invoke_functionFails_saysSoInTheHeaderAndGivesItsError() throws Exception {
        CompletableFuture<InvokeResponse> response = invoke("echo", "{}");
        String error = "{\"errorMessage\":\"no\",\"errorType\":\"java.lang.IllegalStateException\"}";
        post("one", "invocation/" + id(next("one")) + "/error", error);

        assertThat(response.get().statusCode()).isEqualTo(200);
        assertThat(response.get().functionError()).isEqualTo("Unhandled");
        assertThat(response.get().payload().asUtf8String()).isEqualTo(error);
    }

    @Test
    void invoke_functionCannotStart_failsWithItsInitErrorUntilAnInstanceAsksForEvents() throws Exception {
        CompletableFuture<InvokeResponse> waiting = invoke("echo", "{}");
        String error = "{\"errorMessage\":\"no such function\",\"errorType\":\"Init\"}";
        assertThat(post("one", "init/error", error).statusCode()).isEqualTo(202);

        for (InvokeResponse response :
                new InvokeResponse[] {waiting.get(), invoke("echo", "{}").get()}) {
            assertThat(response.functionError()).isEqualTo("Unhandled");
            assertThat(response.payload().asUtf8String()).isEqualTo(error);
        }
        CompletableFuture<HttpResponse<String>> event = CompletableFuture.supplyAsync(() -> next("two"), pool);
        assertThat(api.function("echo").awaitReady("two", Duration.ofSeconds(10)))
                .isEqualTo(LambdaFunction.Readiness.READY);
        CompletableFuture<InvokeResponse> response = invoke("echo", "{}");
        post("two", "invocation/" + id(event.get()) + "/response", "1");
        assertThat(response.get().functionError()).isNull();
    }

    @Test
    void invoke_noAnswerInTime_failsAsTimedOutAndALateAnswerIsRefused() throws Exception {
        api.register("slow", Duration.ofMillis(200));
        InvokeResponse response = invoke("slow", "{}").get();

        assertThat(response.functionError()).isEqualTo("Unhandled");
        assertThat(response.payload().asUtf8String()).contains("Sandbox.Timedout", "timed out after 0.2 seconds");
        assertThat(post("one", "invocation/unknown/response", "{}").statusCode())
                .isEqualTo(400);
    }

    @Test
    void invoke_unknownFunction_isResourceNotFound() {
        assertThatThrownBy(() -> invoke("nobody", "{}").get())
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("nobody");
    }

    @Test
    void invoke_payloadOverSixMebibytes_isRefused() {
        assertThatThrownBy(() ->
                        invoke("echo", "\"" + "x".repeat(6 << 20) + "\"").get())
                .cause()
                .isInstanceOf(RequestTooLargeException.class);
    }

    @Test
    void invoke_responseOverSixMebibytes_isAFailure() throws Exception {
        CompletableFuture<InvokeResponse> response = invoke("echo", "{}");
        post("one", "invocation/" + id(next("one")) + "/response", "\"" + "x".repeat(6 << 20) + "\"");

        assertThat(response.get().functionError()).isEqualTo("Unhandled");
        assertThat(response.get().payload().asUtf8String()).contains("Function.ResponseSizeTooLarge");
    }

    @Test
    void invoke_asAnEvent_returnsAtOnceAndIsDelivered() {
        InvokeResponse response = lambda.invoke(request -> request.functionName("echo")
                .invocationType(InvocationType.EVENT)
                .payload(SdkBytes.fromUtf8String("\"event\"")));

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(next("one").body()).isEqualTo("\"event\"");
    }

    @Test
    void invoke_dryRun_deliversNothing() throws Exception {
        assertThat(lambda.invoke(request -> request.functionName("echo").invocationType(InvocationType.DRY_RUN))
                        .statusCode())
                .isEqualTo(204);
        CompletableFuture<InvokeResponse> response = invoke("echo", "\"real\"");
        HttpResponse<String> event = next("one");
        assertThat(event.body()).isEqualTo("\"real\"");
        post("one", "invocation/" + id(event) + "/response", "1");
        assertThat(response.get().statusCode()).isEqualTo(200);
    }

    @Test
    void invoke_instanceDiesWithTheEvent_isHandedToTheNext() throws Exception {
        CompletableFuture<InvokeResponse> response = invoke("echo", "\"a\"");
        String id = id(next("first"));

        assertThat(api.function("echo").instanceGone("first")).isTrue();
        HttpResponse<String> again = next("second");

        assertThat(id(again)).isEqualTo(id);
        post("second", "invocation/" + id + "/response", "1");
        assertThat(response.get().functionError()).isNull();
    }

    @Test
    void invoke_instanceAsksAgainWithoutAnswering_getsTheSameEventOnceMoreThenItFails() throws Exception {
        CompletableFuture<InvokeResponse> response = invoke("echo", "\"a\"");
        assertThat(id(next("one"))).isEqualTo(id(next("one")));

        CompletableFuture<HttpResponse<String>> third = CompletableFuture.supplyAsync(() -> next("one"), pool);

        assertThat(response.get().functionError()).isEqualTo("Unhandled");
        assertThat(response.get().payload().asUtf8String()).contains("Runtime.ExitError");
        assertThat(third).isNotDone();
    }

    @Test
    void invoke_instanceDiesWhileItWaits_eventGoesToTheLivingOne() throws Exception {
        CompletableFuture<HttpResponse<String>> dead = CompletableFuture.supplyAsync(() -> next("dead"), pool);
        assertThat(api.function("echo").awaitReady("dead", Duration.ofSeconds(10)))
                .isEqualTo(LambdaFunction.Readiness.READY);
        assertThat(api.function("echo").instanceGone("dead")).isTrue();

        CompletableFuture<InvokeResponse> response = invoke("echo", "\"a\"");
        post("living", "invocation/" + id(next("living")) + "/response", "1");

        assertThat(response.get().functionError()).isNull();
        assertThatThrownBy(() -> dead.get(10, TimeUnit.SECONDS)).hasMessageContaining("IOException");
    }

    @Test
    void invoke_manyAtOnce_eachGetsItsOwnAnswer() throws Exception {
        Thread runtime = new Thread(() -> {
            for (int i = 0; i < 100; i++) {
                HttpResponse<String> event = next("one");
                post("one", "invocation/" + id(event) + "/response", event.body());
            }
        });
        runtime.start();
        for (int round = 0; round < 10; round++) {
            CompletableFuture<?>[] all = new CompletableFuture<?>[10];
            for (int i = 0; i < all.length; i++) {
                String event = "\"" + round + "-" + i + "\"";
                all[i] = invoke("echo", event)
                        .thenAccept(response ->
                                assertThat(response.payload().asUtf8String()).isEqualTo(event));
            }
            CompletableFuture.allOf(all).get();
        }
        runtime.join();
    }

    @Test
    void register_badOrTakenName_isRefused() {
        assertThatThrownBy(() -> api.register("a/b", Duration.ofSeconds(1))).hasMessageContaining("a/b");
        assertThatThrownBy(() -> api.register("echo", Duration.ofSeconds(1))).hasMessageContaining("already");
    }
}
