package io.dynrefer.functions.allinone;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.notNullValue;

import io.dynrefer.region.ImageDigest;
import io.dynrefer.region.Sha256;
import io.dynrefer.store.BlobStore;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two tenants of one server, neither of whom learns anything of the other. */
@QuarkusTest
@QuarkusTestResource(value = TenantsTest.TwoTenants.class, restrictToAnnotatedClass = true)
class TenantsTest {
    private static final Path PHOTO = Path.of("../../examples/cat.jpg");
    private static final String REGION = "{\"bbox\": [30, 0, 370, 292]}";
    private static final int REGIONS_A_MINUTE = 40;

    /** With tokens of two tenants. */
    public static final class TwoTenants extends OnDisk {
        @Override
        Map<String, String> prepared(Path folder) throws IOException {
            Path tokens = Files.writeString(
                    Files.createTempFile(Path.of("target"), "tokens", ""),
                    "acme " + digest("acme-token") + "\nzeta " + digest("zeta-token") + "\n");
            return Map.of(
                    "dynrefer.access.tokens", tokens.toString(),
                    "dynrefer.access.limits.regions", String.valueOf(REGIONS_A_MINUTE));
        }

        private static String digest(String token) {
            return Sha256.hex(token.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Inject
    BlobStore store;

    private static RequestSpecification as(String tenant) {
        return given().header("Authorization", "Bearer " + tenant + "-token");
    }

    private static ValidatableResponse ask(RequestSpecification caller, String path, String regions) {
        return caller.multiPart("image", PHOTO.toFile())
                .multiPart("request", "{\"tasks\": [\"tags\"], \"regions\": [" + regions + "]}")
                .post(path)
                .then();
    }

    @Test
    void withoutAKnownToken_nothingIsAnswered() {
        Object before = store.list("");
        for (String header : List.of("", "Bearer", "Bearer ", "Bearer nobody", "Basic YWNtZTp6ZXRh", "acme-token")) {
            RequestSpecification caller = header.isEmpty() ? given() : given().header("Authorization", header);
            ask(caller, "/v1/refer", REGION)
                    .statusCode(401)
                    .header("WWW-Authenticate", equalTo("Bearer"))
                    .body("code", equalTo("unauthorized"));
        }
        get("/v1/tasks").then().statusCode(401);
        get("/v1/jobs/any").then().statusCode(401);
        given().delete("/v1/images/" + "0".repeat(64)).then().statusCode(401);
        assertThat(store.list("")).isEqualTo(before);
        for (String path :
                List.of("/chat/completions", "/invocations", "/predict", "/setup", "/predict/", "//predict")) {
            given().contentType("application/json").body("{}").post(path).then().statusCode(401);
        }
        for (String path : List.of("/", "/page/page.js", "/ping", "/health", "/v2/health/ready", "/q/health")) {
            get(path).then().statusCode(200);
        }
    }

    @Test
    void tokenAsAPassword_isOneToo() {
        given().auth()
                .preemptive()
                .basic("label-studio", "acme-token")
                .contentType("application/json")
                .body("{}")
                .post("/setup")
                .then()
                .statusCode(200);
    }

    @Test
    @Timeout(120)
    void whatOneTenantAsked_isNotThereForTheOther() throws Exception {
        String image = ImageDigest.of(Files.readAllBytes(PHOTO)).hex();
        ask(as("acme"), "/v1/refer", REGION).statusCode(200).body("cache.embeddings_found", equalTo(0));
        ask(as("acme"), "/v1/refer", REGION).statusCode(200).body("cache.answers_found", equalTo(1));

        ask(as("zeta"), "/v1/refer", REGION)
                .statusCode(200)
                .body("cache.answers_found", equalTo(0))
                .body("cache.representations_found", equalTo(0))
                .body("cache.embeddings_found", equalTo(0))
                .body("cache.embeddings_computed", greaterThan(0));

        String job =
                ask(as("acme"), "/v1/jobs", REGION).statusCode(202).extract().path("id");
        while (!as("acme")
                .get("/v1/jobs/" + job)
                .then()
                .statusCode(200)
                .extract()
                .path("status")
                .equals("done")) {
            as("zeta").get("/v1/jobs/" + job).then().statusCode(404);
            Thread.sleep(50);
        }
        as("zeta").get("/v1/jobs/" + job).then().statusCode(404);
        as("zeta").delete("/v1/jobs/" + job).then().statusCode(404);

        as("zeta").delete("/v1/images/" + image).then().statusCode(200).body("removed", hasKey("images"));
        as("zeta").delete("/v1/images/" + image).then().statusCode(200).body("removed", anEmptyMap());
        as("acme").get("/v1/jobs/" + job).then().statusCode(200).body("answer", notNullValue());
        ask(as("acme"), "/v1/refer", REGION).body("cache.answers_found", equalTo(1));
        assertThat(store.list("")).allMatch(key -> key.value().startsWith("tenants/"));
    }

    @Test
    void limits_areATenantsOwn() {
        String many = IntStream.rangeClosed(0, REGIONS_A_MINUTE)
                .mapToObj(i -> "{\"id\": \"" + i + "\", \"bbox\": [" + i + ", 0, 99, 99]}")
                .collect(Collectors.joining(","));

        ask(as("zeta"), "/v1/refer", many)
                .statusCode(429)
                .header("Retry-After", notNullValue())
                .body("code", equalTo("too_many_requests"))
                .body("retryable", equalTo(true));
        ask(as("acme"), "/v1/views", REGION).statusCode(200);
    }

    @Test
    void audit_hasALineForEveryDecision_withoutTokensOrWords() {
        List<String> lines = new CopyOnWriteArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                lines.add(String.format(entry.getMessage(), entry.getParameters()));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger audit = Logger.getLogger("dynrefer.audit");
        audit.addHandler(handler);
        try {
            as("acme").get("/v1/tasks").then().statusCode(200);
            given().header("Authorization", "Bearer wrong-token")
                    .get("/v1/models")
                    .then()
                    .statusCode(401);
            as("zeta").get("/v1/jobs/my%20secret%0Awords").then().statusCode(400);
        } finally {
            audit.removeHandler(handler);
        }
        assertThat(lines).hasSize(3).noneMatch(line -> line.contains("token") || line.contains("\n"));
        assertThat(lines.get(0)).contains("tenant=acme", "GET /v1/tasks", "status=200");
        assertThat(lines.get(1)).contains("tenant=-", "status=401");
        assertThat(lines.get(2)).contains("tenant=zeta", "status=400");
    }

    @Test
    void vocabulary_isItsTenantsOwn() {
        String shelf = "{\"name\": \"shelf\", \"categories\": [\"cup\", \"plate\"], \"expires_in\": 3600}";
        as("acme")
                .contentType("application/json")
                .body(shelf)
                .post("/v1/vocabularies")
                .then()
                .statusCode(200)
                .body("categories", equalTo(2))
                .body("expires", notNullValue());

        as("acme").get("/v1/vocabularies").then().statusCode(200).body("vocabularies.name[0]", equalTo("shelf"));
        as("acme").get("/v1/vocabularies/shelf").then().statusCode(200).body("vocabulary", hasKey("categories"));
        as("zeta").get("/v1/vocabularies/shelf").then().statusCode(404);
        as("zeta").delete("/v1/vocabularies/shelf").then().statusCode(404);
        as("acme")
                .multiPart("image", PHOTO.toFile())
                .multiPart(
                        "request",
                        "{\"tasks\": [\"category\"], \"vocabulary\": {\"name\": \"shelf\"}, \"regions\": [" + REGION
                                + "]}")
                .post("/v1/refer")
                .then()
                .statusCode(200)
                .body("regions[0].categories.size()", equalTo(2));
        as("acme").delete("/v1/vocabularies/shelf").then().statusCode(200);
        as("acme").get("/v1/vocabularies/shelf").then().statusCode(404);
    }
}
